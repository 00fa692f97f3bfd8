// What watches over a buildkitd of ours after the run that started it: a shell, which costs a megabyte where a second Node would
// cost fifty, and is the parent of the daemon, so that it can end no other process by mistake.

/**
 * For `sh -c`; its arguments are the socket, the folder and the daemon's command. Descriptor 3 is a lock that it holds as long as
 * it lives, and that nothing it starts inherits.
 *
 * The folder has a file `used` that says in one line after how many quiet ticks to stop, how long a tick is in seconds, and a word
 * that each user changes. Quiet is a tick in which nobody was connected and the word stayed. Who is connected says the kernel,
 * which counts users of any kind: in /proc/net/unix a connection has the path of the socket that it was made to. Before stopping, the
 * socket gets another name; who came before is then seen, and who comes now finds none and starts a new daemon after this one.
 *
 * That table tells of one network namespace. A connection from another one, as of a container that has the socket mounted, is a
 * socket of the daemon's processes that no table here knows.
 *
 * Other descriptors may be left by whoever ran the run, such as make or a test runner that waits for their end.
 * Descriptors are closed with exec: a redirection of a function or a group leaves dash a copy of them. If the shell itself is
 * killed, its helpers see another parent and end, lest they signal whoever has got its process id since.
 */
export const supervisorScript = `
sock=$1 folder=$2
shift 2
exec 4>&- 5>&- 6>&- 7>&- 8>&- 9>&-
connected() {
  [ -r /proc/net/unix ] || return 0
  while read -r _ _ _ flags _ _ _ path; do
    [ "$path" = "$sock" ] && [ "$flags" != 00010000 ] && return 0
  done </proc/net/unix
  return 1
}
descendants() {
  echo "$1"
  for child in $(cat /proc/"$1"/task/*/children 2>/dev/null); do descendants "$child"; done
}
connected_from_afar() {
  cd /proc/net || return 0
  for process in $(descendants "$daemon"); do
    [ -r "/proc/$process/fd" ] || continue
    for inode in $(ls -l "/proc/$process/fd" 2>/dev/null | sed -n 's/.*socket:\\[\\([0-9]*\\)]$/\\1/p'); do
      grep -qsw "$inode" unix tcp tcp6 udp udp6 raw raw6 netlink packet || return 0
    done
  done
  return 1
}
was_used() {
  last=$word ticks=0 word=
  read -r ticks length word <"$folder/used"
  connected || [ "$word" != "$last" ]
}
has_parent() {
  read -r _ _ _ parent _ </proc/self/stat && [ "$parent" = $$ ]
}
watch() {
  exec 2>/dev/null 3>&-
  quiet=0 length=5 word= listens=
  was_used
  while :; do
    sleep "$length"
    has_parent || return
    if was_used; then quiet=0; continue; fi
    quiet=$((quiet + 1))
    if [ -S "$sock" ]; then
      listens=yes
      [ "$ticks" = never ] && continue
      [ "$quiet" -ge "$ticks" ] || continue
      if connected_from_afar; then quiet=0; continue; fi
      mv "$sock" "$sock.closing" || continue
      if connected || connected_from_afar; then mv "$sock.closing" "$sock"; quiet=0; continue; fi
      echo "bakehouse: nobody has used this buildkitd for a while"
    elif [ -z "$listens" ]; then
      continue
    fi
    kill -TERM $$
    return
  done
}
echo $$ >"$folder/pid"
"$@" 3>&- &
daemon=$!
watch &
watcher=$!
killer=
stop() {
  kill -TERM "$daemon"
  (exec >/dev/null 2>&1 3>&-; sleep 25; has_parent && kill -KILL "$daemon") &
  killer=$!
}
trap stop TERM INT HUP
while :; do
  wait "$daemon"
  code=$?
  kill -0 "$daemon" 2>/dev/null || break
done
trap '' TERM
kill "$watcher" $killer 2>/dev/null
rm -f "$sock" "$sock.closing" "$folder/pid" "$folder/socket"
exit "$code"
`;
