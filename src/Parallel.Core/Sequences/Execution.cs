using ParallelCore.Collections;
using ParallelCore.Loops;
using ParallelCore.Scheduling;

namespace ParallelCore.Sequences;

/// <summary>One call of a result: how its loops run, and the worker-local instances that they share.</summary>
internal sealed class Execution(SequenceSettings settings) : IDisposable
{
    private List<(object Source, IDisposable Instances)>? _owned;

    /// <summary>How the source is cut. Weights are about the source's own items, not about what was gathered of them.</summary>
    private ChunkPolicy Chunk => HasGathered ? PartChunk : settings.Chunk;

    /// <summary>How so many source indices of a driver are cut. A batch of a streamed source is always several pieces.</summary>
    public ChunkPolicy ChunkOf(Driver driver, long count)
    {
        bool isPart = driver.IsStreamed || count < driver.Length;
        return isPart ? FixedChunks.OfBatch(count, PartChunk) : Chunk;
    }

    /// <summary>True when somebody takes the items one after another, so that those that wait for it should be few.</summary>
    public bool HandsOut { get; init; }

    /// <summary>So many of the first items of what is being linked are passed over by position: one that fails among them would not be met in its place.</summary>
    public long Skipped { get; set; }

    /// <summary>True when an operator has gathered items, so that loops may be over those.</summary>
    public bool HasGathered { get; set; }

    /// <summary>For a part of the source only: weights are given for the whole.</summary>
    private ChunkPolicy PartChunk => settings.Chunk.Kind == ChunkKind.ByWeight ? ChunkPolicy.Auto : settings.Chunk;

    public RangeOptions? Options => settings.Options;

    /// <summary>True when nothing was set that a loop would have to heed, or refuse.</summary>
    public bool IsPlain => settings.Options is null && settings.Chunk.Kind == ChunkKind.Auto;

    /// <summary>For loops that the user hasn't asked for: they don't report.</summary>
    public RangeOptions? QuietOptions
    {
        get
        {
            if (Options is null or { Progress: null, Report: null })
            {
                return Options;
            }

            RangeOptions quiet = Options.Copy();
            quiet.Progress = null;
            quiet.Report = null;
            return quiet;
        }
    }

    /// <summary>For what is no loop of the user's: which workers, and how many.</summary>
    public RangeOptions? WorkerOptions => Options is null ? null : new RangeOptions { Scheduler = Options.Scheduler, MaxWorkers = Options.MaxWorkers };

    /// <summary>How many workers may take part. Not for anything that a result depends on.</summary>
    public int Workers =>
        Math.Min((Options?.Scheduler ?? Worker.Current?.Scheduler ?? WorkStealingScheduler.Shared).Workers, Options?.MaxWorkers ?? int.MaxValue);

    public CancellationToken CancellationToken => settings.Options?.CancellationToken ?? default;

    /// <summary>Tells the cost of one chain from that of another.</summary>
    public int Key { get; private set; } = settings.Key;

    /// <summary>For sequences that a step makes inside: their lengths aren't the one that the user's chunks are for.</summary>
    public Execution Inside(bool reports) => new(settings with { Chunk = ChunkPolicy.Auto, Options = reports ? Options : QuietOptions }) { Key = Key };

    /// <summary>For another sequence that takes part in this call, and keeps its own settings.</summary>
    public Execution Beside(SequenceSettings others)
    {
        var execution = new Execution(others) { HandsOut = HandsOut, Skipped = Skipped };
        Own(execution);
        return execution;
    }

    /// <summary>A stage's delegate is part of what the loop costs.</summary>
    public void Mix(Delegate body) => Key = SiteCosts.Key(body, Key);

    /// <summary>So is a stage's struct.</summary>
    public void Mix<TBody>()
        where TBody : struct => Key = (Key * 31) + SiteCosts.Key<TBody>();

    /// <summary>Is disposed when the call is over.</summary>
    public void Own(IDisposable resource) => (_owned ??= []).Add((resource, resource));

    /// <summary>The instances of this call that belong to a source of them: the same for all stages of the chain.</summary>
    public WorkerLocal<TLocal> LocalOf<TLocal>(LocalSource<TLocal> source)
        where TLocal : class
    {
        foreach ((object known, IDisposable instances) in _owned ??= [])
        {
            if (ReferenceEquals(known, source))
            {
                return (WorkerLocal<TLocal>)instances;
            }
        }

        WorkerLocal<TLocal> made = source.Make();
        _owned.Add((source, made));
        return made;
    }

    public void Dispose() => End(null);

    /// <summary>Releases the worker-local instances, whatever happened. What that throws comes after what the call itself has thrown.</summary>
    public void End(Exception? error)
    {
        if (_owned is null)
        {
            return;
        }

        List<(object Source, IDisposable Instances)> owned = _owned;
        _owned = null;
        Failures.ReleaseAll(owned, static resource => resource.Instances.Dispose(), error);
    }
}

/// <summary>How a sequence runs; the settings of a chain are those of its last step.</summary>
internal sealed record SequenceSettings(ChunkPolicy Chunk, RangeOptions? Options, int Key)
{
    /// <summary>These settings with some of the options changed.</summary>
    public SequenceSettings With(Action<RangeOptions> change)
    {
        RangeOptions options = Options?.Copy() ?? new RangeOptions();
        change(options);
        return this with { Options = options };
    }

    /// <summary>True when nothing was set that isn't set there as well.</summary>
    public bool HoldIn(SequenceSettings others) =>
        (Options is null || (others.Options is { } there && Options.IsSameAs(there))) && (Chunk.Kind == ChunkKind.Auto || Chunk.Equals(others.Chunk));
}
