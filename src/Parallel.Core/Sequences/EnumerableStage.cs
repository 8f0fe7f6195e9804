namespace ParallelCore.Sequences;

/// <summary>Any other enumerable: it is pulled by one thread, a batch at a time, and each batch is run in parallel.</summary>
internal sealed class EnumerableStage<T>(IEnumerable<T> source) : Stage<T>
{
    public override bool IsIndexed => false;

    public override bool HasPositions => true;

    public override bool IsBounded => true;

    public override bool IsStreamed => true;

    public override Driver Link(Sink<T> next, Execution execution)
    {
        var driver = new EnumerableDriver<T>(Begin(), next, execution.CancellationToken);
        execution.Own(driver);
        return driver;
    }

    private IEnumerator<T> Begin()
    {
        try
        {
            return source.GetEnumerator();
        }
        catch (Exception e)
        {
            throw Failures.Flatten(e);
        }
    }
}
