using ParallelCore.Gallery.Running;

namespace ParallelCore.Gallery.Uses.TreeWalk;

internal sealed class TreeWalkSample : ISample
{
    public string Name => "tree-walk";

    public string Teaches => "work that turns up on the way: spawn what you find";

    public ITrial Prepare(Scale scale)
    {
        var folder = new SampleFolder(levels: scale.Pick(1, 3, 4), filesInEach: scale.Pick(10, 20, 30));
        Contents expected = Walk.Sequential(folder.Path);
        return new Trial<Contents>($"{folder.Files:N0} files, {folder.Bytes >> 20:N0} MB together", Mistake)
            .Sequential("folder after folder", () => Walk.Sequential(folder.Path))
            .NaiveAndWrong("spawned bodies add to one sum", () => Walk.SharedSum(folder.Path))
            .Ours("ForkJoin.Scope, StripedAccumulator", () => Walk.InParallel(folder.Path))
            .Twin("PLINQ over all files, Aggregate", () => Walk.ByPlinq(folder.Path))
            .LimitedBy("opening and reading a file is the operating system's work, which the cores do only partly at once.")
            .AtTheEnd(folder.Dispose);

        // How many files there are and how long they are is known from writing them.
        string? Mistake(Contents found) =>
            found.Files != folder.Files ? $"{found.Files:N0} files instead of {folder.Files:N0}"
            : found.Bytes != folder.Bytes ? $"{found.Bytes:N0} bytes instead of {folder.Bytes:N0}"
            : found.Hash == expected.Hash ? null : "other hashes";
    }
}
