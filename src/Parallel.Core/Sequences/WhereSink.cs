namespace ParallelCore.Sequences;

internal sealed class WhereSink<T, TPredicate>(TPredicate predicate, Sink<T> next) : BlockSink<T, T>(next)
    where TPredicate : struct, IPredicate<T>
{
    protected override int Make(ReadOnlySpan<T> items, Span<T> output, Frame frame, ref Exception? failure)
    {
        TPredicate keeps = predicate;
        int kept = 0;
        try
        {
            // Written always and counted if wanted: a branch here would be mispredicted at every other item.
            foreach (T item in items)
            {
                output[kept] = item;
                kept += keeps.Invoke(item) ? 1 : 0;
            }
        }
        catch (Exception e)
        {
            failure = e;
        }

        return kept;
    }
}
