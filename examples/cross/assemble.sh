#!/bin/sh
# Writes a static Linux program that greets and ends: `assemble.sh amd64|arm64 > greet`.
# It is small enough to be put together by hand, so that the example needs no compiler image.
set -eu

case "$1" in
  amd64)
    machine='\x3e'
    size='\xaa' # 120 bytes of headers, 33 of code, 17 of text
    code='\xb8\x01\x00\x00\x00'         # mov eax, 1 (write)
    code="$code"'\xbf\x01\x00\x00\x00'  # mov edi, 1 (stdout)
    code="$code"'\x48\x8d\x35\x10\x00\x00\x00' # lea rsi, [rip + 16]
    code="$code"'\xba\x11\x00\x00\x00'  # mov edx, 17
    code="$code"'\x0f\x05'              # syscall
    code="$code"'\xb8\x3c\x00\x00\x00'  # mov eax, 60 (exit)
    code="$code"'\x31\xff\x0f\x05'      # xor edi, edi; syscall
    ;;
  arm64)
    machine='\xb7'
    size='\xa9' # 120 bytes of headers, 32 of code, 17 of text
    code='\x20\x00\x80\xd2'             # mov x0, 1 (stdout)
    code="$code"'\xe1\x00\x00\x10'      # adr x1, text
    code="$code"'\x22\x02\x80\xd2'      # mov x2, 17
    code="$code"'\x08\x08\x80\xd2'      # mov x8, 64 (write)
    code="$code"'\x01\x00\x00\xd4'      # svc 0
    code="$code"'\x00\x00\x80\xd2'      # mov x0, 0
    code="$code"'\xa8\x0b\x80\xd2'      # mov x8, 93 (exit)
    code="$code"'\x01\x00\x00\xd4'      # svc 0
    ;;
  *)
    echo "assemble.sh: no code for \"$1\"; it knows amd64 and arm64" >&2
    exit 1
    ;;
esac

# ELF header: 64 bits, little endian, executable, entry at 0x400078, one program header.
printf '\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x02\x00'
printf "$machine"'\x00\x01\x00\x00\x00\x78\x00\x40\x00\x00\x00\x00\x00\x40\x00\x00\x00\x00\x00\x00\x00'
printf '\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x40\x00\x38\x00\x01\x00\x00\x00\x00\x00\x00\x00'
# Program header: the whole file, readable and executable, at 0x400000.
printf '\x01\x00\x00\x00\x05\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x40\x00\x00\x00\x00\x00'
printf '\x00\x00\x40\x00\x00\x00\x00\x00'"$size"'\x00\x00\x00\x00\x00\x00\x00'"$size"'\x00\x00\x00\x00\x00\x00\x00'
printf '\x00\x10\x00\x00\x00\x00\x00\x00'
printf "$code"
printf 'hello from %s\n' "$1"
