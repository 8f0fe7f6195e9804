using System.Diagnostics;

namespace ParallelCore.Async;

/// <summary>One run of a pipeline: its stages, each pumping from the link before it to the one behind it, and how they stop.</summary>
/// <remarks>
/// PROTOCOL: a stage ends its output with its error, after the items before it, and leaves its input; so an error travels to the sink in its place, and what is
/// above it stops at once, stage by stage. A cancelled run leaves all links. <see cref="EndAsync"/> leaves the last link, which stops whatever still runs, and
/// waits for every stage.
/// </remarks>
internal sealed class PipelineRun
{
    private readonly List<StageRun> _stages = [];
    private readonly CancellationTokenRegistration _registration;
    private readonly long _startedAt = Stopwatch.GetTimestamp();
    private long _endedAt;

    public PipelineRun(string? name, CancellationToken cancellationToken)
    {
        Name = name;
        CancellationToken = cancellationToken;
        PipelineMeter.Add(this);
        _registration = cancellationToken.UnsafeRegister(static run => ((PipelineRun)run!).Stop(), this);
    }

    public string? Name { get; }

    public CancellationToken CancellationToken { get; }

    /// <summary>In ticks of <see cref="Stopwatch"/>.</summary>
    public long Duration => (Volatile.Read(ref _endedAt) is > 0 and long end ? end : Stopwatch.GetTimestamp()) - _startedAt;

    /// <summary>Begins a stage.</summary>
    /// <param name="stage">What it is called and reads from.</param>
    /// <param name="capacity">Of its output.</param>
    /// <param name="pump">Reads until the input's end, and writes; its end is the output's.</param>
    public Link<T> Begin<T>(StageRun stage, int capacity, Func<Link<T>, Task> pump)
    {
        var output = new Link<T>(capacity);
        stage.Output = output;
        lock (_stages)
        {
            _stages.Add(stage);
        }

        stage.Pumping = Task.Run(() => PumpAsync(stage, output, pump), CancellationToken.None);
        if (CancellationToken.IsCancellationRequested)
        {
            output.Leave();
        }

        return output;
    }

    /// <summary>The last stage, which runs with whoever drives the run.</summary>
    public void BeginSink(StageRun stage)
    {
        lock (_stages)
        {
            _stages.Add(stage);
        }
    }

    public StageRun[] Stages()
    {
        lock (_stages)
        {
            return [.. _stages];
        }
    }

    /// <summary>Stops what still runs, and waits for it. Never throws.</summary>
    public async Task EndAsync()
    {
        Stop();
        foreach (StageRun stage in Stages())
        {
            await stage.Pumping.ConfigureAwait(false);
        }

        await _registration.DisposeAsync().ConfigureAwait(false);
        Volatile.Write(ref _endedAt, Stopwatch.GetTimestamp());
        PipelineMeter.Remove(this);
    }

    /// <summary>What the sink is told: an error that only says that the run was cancelled is the run's cancellation.</summary>
    public Exception Told(Exception error) =>
        error is OperationCanceledException && CancellationToken.IsCancellationRequested ? new OperationCanceledException(CancellationToken) : error;

    private static async Task PumpAsync<T>(StageRun stage, Link<T> output, Func<Link<T>, Task> pump)
    {
        try
        {
            await pump(output).ConfigureAwait(false);
            output.Complete(null);
        }
        catch (Exception e)
        {
            output.Complete(e);
        }
        finally
        {
            stage.Input?.Leave();
        }
    }

    private void Stop()
    {
        foreach (StageRun stage in Stages())
        {
            stage.Input?.Leave();
            stage.Output?.Leave();
        }
    }
}

/// <summary>A stage of one run.</summary>
internal sealed class StageRun(string name, int degree, ILink? input)
{
    public string Name => name;

    public int Degree => degree;

    public ILink? Input => input;

    public ILink? Output { get; set; }

    public Task Pumping { get; set; } = Task.CompletedTask;

    public PipelineStageReport Report(long duration)
    {
        double starved = Share(input?.ReaderWaited ?? 0, duration);
        double blocked = Share(Output?.WriterWaited ?? 0, duration);
        return new PipelineStageReport(
            name, degree, input?.ItemsRead ?? 0, Output?.ItemsWritten ?? 0, input?.Count ?? 0, input?.Capacity ?? 0, starved, blocked);
    }

    private static double Share(long waited, long duration) => duration <= 0 ? 0 : Math.Clamp((double)waited / duration, 0, 1);
}
