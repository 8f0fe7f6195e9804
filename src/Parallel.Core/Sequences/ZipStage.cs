namespace ParallelCore.Sequences;

/// <summary>Pairs of items at the same position; ends with the shorter sequence.</summary>
internal sealed class ZipStage<TFirst, TSecond>(Stage<TFirst> first, Stage<TSecond> second) : Stage<(TFirst First, TSecond Second)>
{
    public override bool IsIndexed => true;

    public override Driver Link(Sink<(TFirst First, TSecond Second)> next, Execution execution)
    {
        var reader = new Reader<TSecond>(second, execution);
        return new SliceDriver(first.Link(new ZipSink<TFirst, TSecond>(reader, next), execution), 0, reader.Length);
    }
}
