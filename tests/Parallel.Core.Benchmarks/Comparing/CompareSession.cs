using ParallelCore.Benchmarks.Measuring;
using ParallelCore.Benchmarks.Reporting;

namespace ParallelCore.Benchmarks.Comparing;

/// <summary>One run of the comparison: its settings, and what it has found so far.</summary>
internal sealed class CompareSession(bool isQuick, PeerFigures peers, string? library)
{
    private readonly List<RaceResult> _races = [];
    private readonly List<MatrixCell> _matrix = [];
    private readonly List<VirtualCoresFigure> _virtualCores = [];
    private readonly List<AmdahlFigure> _amdahl = [];
    private readonly List<MemoryFigure> _memory = [];
    private readonly List<Target> _targets = [];
    private readonly List<string> _wrong = [];
    private readonly Dictionary<string, IReadOnlyList<PeerFigure>> _nativeOf = [];

    public bool IsQuick => isQuick;

    public PeerFigures Peers => peers;

    /// <summary>The Parallel.Core.dll that fresh processes load; null for the one that was built with the benchmarks.</summary>
    public string? Library => library;

    public IReadOnlyList<RaceResult> Races => _races;

    public IReadOnlyList<MatrixCell> Matrix => _matrix;

    public IReadOnlyList<VirtualCoresFigure> VirtualCores => _virtualCores;

    public IReadOnlyList<AmdahlFigure> Amdahl => _amdahl;

    public IReadOnlyList<MemoryFigure> Memory => _memory;

    public IReadOnlyList<Target> Targets => _targets;

    public IReadOnlyList<string> Wrong => _wrong;

    /// <summary>How many workers the ideal counts with.</summary>
    public int Processors => Environment.ProcessorCount;

    /// <summary>For calls of a millisecond and more.</summary>
    public RacePlan LongCalls => isQuick
        ? new() { Budget = 0.5, MinRounds = 5, MaxRounds = 11, SampleTime = 1e-3, WarmUpTime = 50e-3 }
        : new() { Budget = 6, MinRounds = 5, MaxRounds = 41, SampleTime = 1e-3, WarmUpTime = 0.3 };

    /// <summary>For calls of nanoseconds to microseconds.</summary>
    public RacePlan ShortCalls => isQuick
        ? new() { Budget = 1, MinRounds = 11, MaxRounds = 101, SampleTime = 0.5e-3, WarmUpTime = 50e-3 }
        : new() { Budget = 6, MinRounds = 31, MaxRounds = 501, SampleTime = 1e-3, WarmUpTime = 0.3 };

    public IReadOnlyList<PeerFigure> NativeOf(string workload) => _nativeOf.GetValueOrDefault(workload, []);

    /// <summary>Runs a race, shows and keeps its result.</summary>
    /// <param name="race">The race.</param>
    /// <param name="plan">How long.</param>
    /// <param name="native">The workload's name in the peers' file, when the sizes are the same.</param>
    public RaceResult Race(Race race, RacePlan plan, string? native = null)
    {
        RaceResult result = race.Run(plan);
        Keep(result, peers.Of(native));
        return result;
    }

    public void Keep(RaceResult result, IReadOnlyList<PeerFigure> native)
    {
        _nativeOf[result.Workload] = native;
        _races.Add(result);
        _wrong.AddRange(result.Wrong);
        RaceTable.Show(result, native);
    }

    public void Add(MatrixCell cell) => _matrix.Add(cell);

    public void Add(VirtualCoresFigure figure) => _virtualCores.Add(figure);

    public void Add(AmdahlFigure figure) => _amdahl.Add(figure);

    public void Add(MemoryFigure figure) => _memory.Add(figure);

    public void AddWrong(IEnumerable<string> problems) => _wrong.AddRange(problems);

    public void AddTarget(string workload, string goal, string measured, bool? met) => _targets.Add(new Target(workload, goal, measured, met));
}
