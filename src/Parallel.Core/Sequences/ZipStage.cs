namespace ParallelCore.Sequences;

/// <summary>Pairs of items at the same position; ends with the shorter sequence.</summary>
internal sealed class ZipStage<TFirst, TSecond>(Stage<TFirst> first, Stage<TSecond> second) : Stage<(TFirst First, TSecond Second)>
{
    public override bool IsIndexed => true;

    public override Driver Link(Sink<(TFirst First, TSecond Second)> next, Execution execution)
    {
        var sink = new ZipSink<TFirst, TSecond>(next);
        if (first.IsIndexed)
        {
            Driver driver = first.Link(sink, execution);
            sink.Second = new Reader<TSecond>(second.IsIndexed ? second : new CollectedStage<TSecond>(second, driver.Length), execution);
            return new SliceDriver(driver, 0, sink.Second.Length);
        }

        // Of what has to be gathered, no more than the other side has.
        sink.Second = new Reader<TSecond>(second.Indexed(), execution);
        return new CollectedStage<TFirst>(first, sink.Second.Length).Link(sink, execution);
    }
}
