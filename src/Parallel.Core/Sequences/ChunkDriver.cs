namespace ParallelCore.Sequences;

internal sealed class ChunkDriver<T>(Reader<T> source, int size, Sink<T[]> next) : Driver
{
    public override long Length { get; } = source.Length / size + (source.Length % size == 0 ? 0 : 1);

    public override void Run(ref Ranges ranges)
    {
        while (ranges.Next())
        {
            Push(ranges.Start, ranges.End, ranges.Frame);
        }
    }

    private void Push(long start, long end, Frame frame)
    {
        for (; start < end && !frame.IsStopped; start++)
        {
            long first = start * size;
            var items = new T[(int)Math.Min(size, source.Length - first)];
            if (source.Read(first, items.Length, items, out Exception? failure) < items.Length)
            {
                frame.Fail(failure);
                return;
            }

            frame.Position = start;
            next.Push([items], frame);
        }
    }
}
