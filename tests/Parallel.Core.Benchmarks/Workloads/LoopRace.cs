using ParallelCore.Benchmarks.Measuring;

namespace ParallelCore.Benchmarks.Workloads;

/// <summary>A race of all forms of loop over the same iterations.</summary>
internal static class LoopRace
{
    public static Race Create<TWork, TItem>(string name, int n, int small, TWork work, TItem[] output)
        where TWork : struct, IIndexWork
        where TItem : unmanaged
    {
        var forms = new LoopForms<TWork>(work);
        var race = new Race(name) { Reset = () => Array.Clear(output), Checksum = () => Fingerprint.Of(output) };
        Add(ContenderRole.Sequential, LoopNames.Plain, forms.Plain);
        Add(ContenderRole.Ours, LoopNames.PerIndex, k => forms.PerIndex(k));
        Add(ContenderRole.Ours, LoopNames.PerChunk, k => forms.PerChunk(k));
        Add(ContenderRole.Ours, LoopNames.Struct, k => forms.Struct(k));
        Add(ContenderRole.Peer, LoopNames.ParallelFor, forms.ParallelFor);
        Add(ContenderRole.Peer, LoopNames.Partitioner, forms.PartitionerForEach);
        Add(ContenderRole.Peer, LoopNames.Plinq, forms.Plinq);
        Add(ContenderRole.Peer, LoopNames.Helper, forms.Helper);
        return race;

        void Add(ContenderRole role, string form, Action<int> loop) => race.Add(role, form, Repeat.Of(loop, n), () => loop(small));
    }
}
