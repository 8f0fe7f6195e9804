namespace ParallelCore.Sequences;

/// <summary>An enumerable that is pulled in blocks; what fails before its first item and after its last is noted in the frame.</summary>
internal readonly ref struct Pulled<T>
{
    private readonly Frame _frame;
    private readonly IEnumerator<T>? _source;

    public Pulled(IEnumerable<T> source, Frame frame)
    {
        _frame = frame;
        try
        {
            _source = source.GetEnumerator();
        }
        catch (Exception e)
        {
            frame.Fail(e);
        }
    }

    /// <summary>Writes the next items, and returns how many there were before the end or a failure.</summary>
    public int Fill(Span<T> items, out Exception? failure)
    {
        int count = 0;
        failure = null;
        try
        {
            while (count < items.Length && _source is not null && _source.MoveNext())
            {
                items[count] = _source.Current;
                count++;
            }
        }
        catch (Exception e)
        {
            failure = e;
        }

        return count;
    }

    public void Dispose()
    {
        try
        {
            _source?.Dispose();
        }
        catch (Exception e)
        {
            _frame.Fail(e);
        }
    }
}
