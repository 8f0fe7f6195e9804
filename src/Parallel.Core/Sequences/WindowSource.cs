namespace ParallelCore.Sequences;

internal sealed class WindowSource<T>(ReadOnlyMemory<T> items, int size) : IndexedStage<ReadOnlyMemory<T>>
{
    public override long Count => Math.Max(0, (long)items.Length - size + 1);

    public override void Fill(long start, Span<ReadOnlyMemory<T>> windows)
    {
        for (int i = 0; i < windows.Length; i++)
        {
            windows[i] = items.Slice((int)start + i, size);
        }
    }
}
