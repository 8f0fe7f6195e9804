using System.Collections.Concurrent;
using ParallelCore.Benchmarks.Comparing;
using ParallelCore.Benchmarks.Measuring;
using ParallelCore.Benchmarks.Reporting;

namespace ParallelCore.Benchmarks.Workloads;

/// <summary><c>b[i] = sqrt(a[i]) * 2.5</c> over ten million doubles: bound by memory, so that cores add little.</summary>
/// <remarks>
/// The partitioner, which hands out ranges too, is given the body with vectors; the others call a delegate or a struct for each index.
/// Judge by the bodies with vectors: the compiler's scalar square root merges into its target register, so the scalar loops are up to
/// twice as fast or as slow as each other for what happened to be in that register, and can seem to gain more than the cores give.
/// </remarks>
internal sealed class MapWorkload : IWorkload
{
    private const int Length = 10_000_000;
    private const int Chunk = 16_384;
    private const double Most = 1.05;

    public string Name => "map";

    public void Run(CompareSession session)
    {
        double[] source = new double[Length];
        Array.Fill(source, 1.5);
        double[] target = new double[Length];
        var plain = new MapRange(source, target);
        var vectors = new VectorMapRange(source, target);
        var forms = new LoopForms<MapWork>(new MapWork(source, target));
        var race = new Race("map of 10M doubles") { Reset = () => Array.Clear(target), Checksum = () => Fingerprint.Of(target) };
        Action<Tuple<int, int>> range = range => vectors.Invoke(range.Item1, range.Item2);
        Add(ContenderRole.Sequential, "plain loop", n => plain.Invoke(0, n));
        Add(ContenderRole.Sequential, "plain loop, vectors", n => vectors.Invoke(0, n));
        Add(ContenderRole.Ours, "per index", n => forms.PerIndex(n));
        Add(ContenderRole.Ours, "struct", n => ParallelRange.Run(0, n, ChunkPolicy.Auto, plain));
        Add(ContenderRole.Ours, "struct, vectors", n => ParallelRange.Run(0, n, ChunkPolicy.Auto, vectors));
        Add(ContenderRole.Ours, "struct, vectors, chunk 16384", n => ParallelRange.Run(0, n, Chunk, vectors));
        Add(ContenderRole.Peer, LoopNames.ParallelFor, forms.ParallelFor);
        Add(ContenderRole.Peer, LoopNames.Partitioner, n => Parallel.ForEach(Partitioner.Create(0, n), range));
        Add(ContenderRole.Peer, LoopNames.Plinq, forms.Plinq);
        Add(ContenderRole.Peer, LoopNames.Helper, forms.Helper);
        Judge(session, session.Race(race, session.LongCalls, "map10M"));

        void Add(ContenderRole role, string name, Action<int> loop) => race.Add(role, name, Repeat.Of(loop, Length), () => loop(Chunk));
    }

    private void Judge(CompareSession session, RaceResult result)
    {
        RaceEntry best = result.Of(ContenderRole.Ours).Where(entry => entry.Name.StartsWith("struct", StringComparison.Ordinal)).MinBy(entry => entry.Time.Median)!;
        PeerFigure? native = session.NativeOf(result.Workload).FirstOrDefault();
        string ours = $"{best.Name} {Text.Time(best.Time.Median)}";
        session.AddTarget(
            Name,
            $"range body <= {Text.Ratio(Most)} x the fastest native peer",
            native is null ? $"{ours}; no native figure" : $"{Text.Ratio(best.Time.Median / native.Seconds)} x {native.Peer} ({ours})",
            native is null ? null : best.Time.Median <= Most * native.Seconds);
    }
}
