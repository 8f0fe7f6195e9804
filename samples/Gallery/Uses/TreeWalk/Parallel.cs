using ParallelCore.Counters;

namespace ParallelCore.Gallery.Uses.TreeWalk;

internal static partial class Walk
{
    /// <summary>What is found is spawned: folders and files, as they turn up. Everything has been done when Scope returns.</summary>
    public static Contents InParallel(string folder)
    {
        var sum = new StripedAccumulator<Contents>(default, static (a, b) => a + b);
        ForkJoin.Scope(scope => Visit(folder, scope));
        return sum.Result();

        void Visit(string below, ForkScope scope)
        {
            foreach (string child in Directory.EnumerateDirectories(below))
                scope.Spawn(() => Visit(child, scope));
            foreach (string file in Directory.EnumerateFiles(below))
                scope.Spawn(() => sum.Add(Hash(file)));
        }
    }
}
