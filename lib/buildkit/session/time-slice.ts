// Long work on the one thread, cut so that the rest of the program is served in between.

/** A slice of about 10 ms. */
export interface TimeSlice {
  readonly isOver: () => boolean;
  /** Lets everything else that waits run once, then starts the next slice. */
  readonly next: () => Promise<void>;
  readonly restart: () => void;
}

const sliceMs = 10;

export function timeSlice(): TimeSlice {
  let end = performance.now() + sliceMs;
  const restart = () => {
    end = performance.now() + sliceMs;
  };
  return {
    isOver: () => performance.now() >= end,
    async next() {
      await new Promise((resolve) => setImmediate(resolve));
      restart();
    },
    restart,
  };
}
