using FluentAssertions;
using ParallelCore.Scheduling;
using ParallelCore.Tests.Scheduling;

namespace ParallelCore.Tests.Loops;

/// <summary>Bad input is refused, by name, before anything runs.</summary>
public sealed class BadInputTests
{
    private int _calls;

    public static TheoryData<string> Forms => LoopForms.All;

    public static TheoryData<string> FormsWithPolicy => LoopForms.WithPolicy;

    [Theory]
    [MemberData(nameof(Forms))]
    public void Run_FromAboveTo_RunsNothing(string form)
    {
        Running(form, 1, 0, ChunkPolicy.Auto)();
        Running(form, int.MaxValue, int.MinValue, ChunkPolicy.Auto)();
        _calls.Should().Be(0);
    }

    [Theory]
    [MemberData(nameof(FormsWithPolicy))]
    public void Run_OtherNumberOfWeights_NamesChunk(string form)
    {
        foreach (int weights in (int[])[0, 9, 11])
            Running(form, 0, 10, ChunkPolicy.ByWeight(new double[weights])).Should().Throw<ArgumentException>().WithParameterName("chunk");
        _calls.Should().Be(0);
    }

    [Theory]
    [MemberData(nameof(FormsWithPolicy))]
    public void Run_WeightThatIsNone_IsRefused(string form)
    {
        foreach (double weight in (double[])[-1, double.NaN, double.PositiveInfinity, double.NegativeInfinity])
        {
            double[] weights = [1, 1, weight, 1];
            Running(form, 0, 4, ChunkPolicy.ByWeight(weights)).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("weights");
            Running(form, 0, 4, ChunkPolicy.ByWeight(i => weights[i])).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("weight");
        }

        _calls.Should().Be(0);
    }

    [Theory]
    [MemberData(nameof(FormsWithPolicy))]
    public void Run_WeightFunctionThrows_PassesThroughAndLeavesTheSchedulerHealthy(string form)
    {
        Running(form, 0, 10, ChunkPolicy.ByWeight(i => i == 7 ? throw new FormatException() : 1)).Should().Throw<FormatException>();
        _calls.Should().Be(0);
        Running(form, 0, 10, ChunkPolicy.Even).Should().NotThrow();
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Run_DisposedScheduler_ThrowsAndRunsNothing(string form)
    {
        var scheduler = new WorkStealingScheduler(new WorkStealingOptions { Workers = 2 });
        scheduler.Dispose();
        Running(form, 0, 10, ChunkPolicy.Auto, new RangeOptions { Scheduler = scheduler }).Should().Throw<ObjectDisposedException>();
        Running(form, 0, 0, ChunkPolicy.Auto, new RangeOptions { Scheduler = scheduler }).Should().Throw<ObjectDisposedException>();
        _calls.Should().Be(0);
    }

    [Fact]
    public void Run_NullBody_NamesBody()
    {
        Action[] calls =
        [
            () => ParallelRange.Run(0, 1, (Action<int>)null!),
            () => ParallelRange.Run(0, 1, 1, (Action<int>)null!),
            () => ParallelRange.Run(0, 1, 1, (Action<int, int>)null!),
            () => ParallelRange.Run(0, 1, 1, 0, (Action<int, int, int>)null!),
            () => ParallelRange.Run(0L, 1, (Action<long>)null!),
            () => ParallelRange.Run(0L, 1, 1, (Action<long>)null!),
            () => ParallelRange.Run(0L, 1, 1, (Action<long, long>)null!),
            () => ParallelRange.Run(0L, 1, 1, 0, (Action<long, long, int>)null!),
            () => ParallelRange.RunUntil(0, 1, null!),
            () => ParallelRange.RunUntil(0, 1, 1, null!),
            () => ParallelRange.RunUntil(0L, 1, null!),
            () => ParallelRange.RunUntil(0L, 1, 1, null!),
            () => ParallelRange.RunTiles(1, 1, 1, 1, null!),
        ];
        calls.Should().AllSatisfy(call => call.Should().Throw<ArgumentNullException>().WithParameterName("body"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    public void Run_ChunkNotPositive_IsRefused(int chunk)
    {
        Action call = () => ParallelRange.Run(0, 10, chunk, _ => _calls++);
        Action longCall = () => ParallelRange.Run(0L, 10, (long)chunk, _ => _calls++);
        call.Should().Throw<ArgumentOutOfRangeException>().WithParameterName("chunk");
        longCall.Should().Throw<ArgumentOutOfRangeException>().WithParameterName("chunk");
        _calls.Should().Be(0);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-2)]
    [InlineData(int.MinValue)]
    public void MaxWorkers_NotPositive_IsRefused(int workers)
    {
        Action options = () => _ = new RangeOptions { MaxWorkers = workers };
        options.Should().Throw<ArgumentOutOfRangeException>().WithParameterName("MaxWorkers");
    }

    [Theory]
    [InlineData(-1, 1, 1, 1, "rows")]
    [InlineData(1, -1, 1, 1, "columns")]
    [InlineData(1, 1, 0, 1, "tileRows")]
    [InlineData(1, 1, 1, 0, "tileColumns")]
    [InlineData(1, 1, -5, 1, "tileRows")]
    [InlineData(1, 1, 1, int.MinValue, "tileColumns")]
    public void RunTiles_BadSize_IsNamed(int rows, int columns, int tileRows, int tileColumns, string name)
    {
        Action call = () => ParallelRange.RunTiles(rows, columns, tileRows, tileColumns, (_, _, _, _) => _calls++);
        Action structCall = () => ParallelRange.RunTiles(rows, columns, tileRows, tileColumns, new VisitTiles((_, _, _, _) => _calls++));
        call.Should().Throw<ArgumentOutOfRangeException>().WithParameterName(name);
        structCall.Should().Throw<ArgumentOutOfRangeException>().WithParameterName(name);
        _calls.Should().Be(0);
    }

    private Action Running(string form, long from, long to, ChunkPolicy chunk, RangeOptions? options = null) =>
        () => LoopForms.Named(form).Run(from, to, chunk, (_, _) => Interlocked.Increment(ref _calls), options ?? Schedulers.Options(2));
}
