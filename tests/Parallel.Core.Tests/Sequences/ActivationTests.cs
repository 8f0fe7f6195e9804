using System.Reflection;
using System.Runtime;
using FluentAssertions;
using ParallelCore.Sequences;
using ParallelCore.Tests.Scheduling;

namespace ParallelCore.Tests.Sequences;

/// <summary>The first sink runs all that its worker does of a loop in one activation, so that the runtime can replace it while it runs and inline the delegate that it calls.</summary>
public sealed class ActivationTests
{
    private const int Length = 10_000;

    private static readonly SequenceSettings s_settings = new(ChunkPolicy.Auto, null, 0);

    public static TheoryData<string> Chunks => [.. ChainSetup.Chunks.Keys.Where(static name => name != "ByWeight")];

    public static TheoryData<Type> SinksWithDelegates =>
        [.. typeof(Sink<>).Assembly.GetTypes().Where(static type => !type.IsAbstract && IsSink(type) && Fields(type).Any(static part => typeof(Delegate).IsAssignableFrom(part.FieldType)))];

    [Theory]
    [MemberData(nameof(Chunks))]
    public void FirstSink_OfAPass_IsEnteredOnceForEachPart(string chunk)
    {
        foreach (int workers in new[] { 1, 2, 16 })
        {
            foreach (Stage<int> source in Sources())
            {
                RangeReport? report = null;
                var sink = new CountingSink();
                new ForEachPass<int>(source, Reporting(chunk, workers, r => report = r), sink).Run();
                sink.Items.Should().Be(Length);
                ((long)sink.Entries).Should().BeInRange(1, report!.Steals + 1, "{0} workers, {1} pieces", workers, report.Chunks);
            }
        }
    }

    [Fact]
    public void FirstSink_OfAnExactReduction_IsEnteredOnceForEachPart()
    {
        foreach (int workers in new[] { 1, 2, 16 })
        {
            foreach (Stage<int> source in Sources())
            {
                RangeReport? report = null;
                var reduction = new CountingReduction();
                new ReducePass<int, long, long>(source, Reporting("1", workers, r => report = r), reduction).Reduce().Should().Be(Length);
                ((long)reduction.Entries).Should().BeInRange(1, report!.Steals + 1, "{0} workers", workers);
            }
        }
    }

    [Fact]
    public void FirstSink_ThatThrows_IsEnteredAgainForTheRestOnly()
    {
        var sink = new CountingSink { FailsAt = 5000 };
        FluentActions.Invoking(() => new ForEachPass<int>(new Int32RangeStage(0, Length), Reporting("7", 1, static _ => { }), sink).Run()).Should().Throw<AggregateException>();
        sink.Entries.Should().Be(2, "nothing is left but to join what was set aside");
    }

    [Theory]
    [MemberData(nameof(SinksWithDelegates))]
    public void Loop_ThatCallsADelegate_IsTheJits(Type sink)
    {
        MethodInfo[] methods = sink.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly);
        MethodInfo? loop = methods.SingleOrDefault(static method => method.IsDefined(typeof(BypassReadyToRunAttribute)));
        loop.Should().NotBeNull("precompiled code isn't replaced while it runs");
        if (!IsReductionInChunks(sink))
            loop!.Name.Should().BeOneOf(["Run", "Make"], "a sink that overrides Push has a loop for each block");
        loop!.GetMethodBody()!.ExceptionHandlingClauses.Should().BeEmpty("the JIT does less for loops inside a try");
    }

    [Fact]
    public void SinksWithDelegates_AreFound() => ((IEnumerable<object>)SinksWithDelegates).Count().Should().BeGreaterThan(10);

    private static Stage<int>[] Sources() =>
    [
        new Int32RangeStage(0, Length),
        new MemoryStage<int>(new int[Length]),
        new SliceStage<int>(new Int32RangeStage(0, Length + 10), 10, Length),
    ];

    private static Execution Reporting(string chunk, int workers, Action<RangeReport> report) =>
        new(s_settings with { Chunk = ChainSetup.Chunks[chunk], Options = new RangeOptions { Scheduler = Schedulers.Of(workers), Report = report } });

    private static bool IsSink(Type? type) => type is not null && ((type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Sink<>)) || IsSink(type.BaseType));

    /// <summary>Its loops are as long as a chunk.</summary>
    private static bool IsReductionInChunks(Type sink) => sink.GetMethod(nameof(Reduction<int, int>.Of))?.DeclaringType == sink;

    private static FieldInfo[] Fields(Type type) => type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic);

    private sealed class CountingSink : Sink<int>
    {
        private int _entries;
        private int _items;

        public int Entries => _entries;

        public int Items => _items;

        public int FailsAt { get; init; } = -1;

        public override void Run(scoped ref Feed<int> feed)
        {
            Interlocked.Increment(ref _entries);
            while (feed.Next(100, out ReadOnlySpan<int> items))
            {
                if (items.Contains(FailsAt))
                    throw new InvalidOperationException();
                Interlocked.Add(ref _items, items.Length);
            }
        }
    }

    private sealed class CountingReduction : Reduction<int, long>
    {
        private int _entries;

        public int Entries => _entries;

        public override bool IsExact => true;

        public override long Begin() => 0;

        public override long Combine(long left, long right) => left + right;

        public override void Run(scoped ref Feed<int> feed)
        {
            Interlocked.Increment(ref _entries);
            while (feed.Next(100, out ReadOnlySpan<int> items))
                ((Frame<long>)feed.Frame).State += items.Length;
        }
    }
}
