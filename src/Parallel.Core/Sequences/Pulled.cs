namespace ParallelCore.Sequences;

/// <summary>An enumerable that is pulled in blocks; its failures are noted in the frame, after the items before them.</summary>
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

    /// <summary>Writes the next items, and returns how many there were; 0 at the end.</summary>
    public int Fill(Span<T> items)
    {
        int count = 0;
        try
        {
            while (count < items.Length && _source is not null && _source.MoveNext())
            {
                items[count++] = _source.Current;
            }
        }
        catch (Exception e)
        {
            _frame.Fail(e);
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
            if (_frame.Failure is null)
            {
                _frame.Fail(e);
            }
        }
    }
}
