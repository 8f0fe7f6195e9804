namespace ParallelCore.Gallery.Uses.TreeWalk;

internal static partial class Walk
{
    /// <summary>Spawned bodies run at once, and the sum is one for all.</summary>
    public static Contents SharedSum(string folder)
    {
        Contents sum = default;
        ForkJoin.Scope(scope => Visit(folder, scope));
        return sum;

        void Visit(string below, ForkScope scope)
        {
            foreach (string child in Directory.EnumerateDirectories(below))
                scope.Spawn(() => Visit(child, scope));
            foreach (string file in Directory.EnumerateFiles(below))
                scope.Spawn(() => sum += Hash(file));
        }
    }
}
