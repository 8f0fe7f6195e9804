namespace ParallelCore.Sequences;

/// <summary>Hands out the items of a chain one by one, in order: a window of the source is run in parallel when the items of the one before have been taken. In
/// between nothing runs, and no worker is held.</summary>
internal static class Enumeration
{
    public static IEnumerator<T> Of<T>(Stage<T> source, SequenceSettings settings)
    {
        var execution = new Execution(settings);
        CollectPass<T>? pass = null;
        try
        {
            while (TryGather(source, execution, ref pass))
            {
                int count = pass!.Segments.Length;
                for (int i = 0; i < count; i++)
                {
                    Segment<T> segment = pass.Segments[i];
                    for (int item = 0; item < segment.Count; item++)
                    {
                        yield return segment.Items![segment.Offset + item];
                    }
                }
            }
        }
        finally
        {
            pass?.Dispose();
            execution.End(null);
        }
    }

    /// <summary>Runs the next window, unless the last one ended with a failure, which its items came before.</summary>
    private static bool TryGather<T>(Stage<T> source, Execution execution, ref CollectPass<T>? pass)
    {
        try
        {
            execution.CancellationToken.ThrowIfCancellationRequested();
            return (pass ??= new CollectPass<T>(source, execution, takesWhile: null)).GatherNext(mayCut: true);
        }
        catch (Exception e)
        {
            execution.End(e);
            throw;
        }
    }
}
