namespace ParallelCore.Tests.Loops;

/// <summary>Every form of a one-dimensional loop.</summary>
internal static class LoopForms
{
    private static readonly LoopForm[] s_all =
    [
        new("int index auto", false, true, false, (from, to, _, visit, options, site) => ParallelRange.Run((int)from, (int)to, i => visit(i, i + 1L), options, site)),
        new("int index", false, true, true, (from, to, chunk, visit, options, site) => ParallelRange.Run((int)from, (int)to, chunk, i => visit(i, i + 1L), options, site)),
        new("int chunk", false, false, true, (from, to, chunk, visit, options, site) => ParallelRange.Run((int)from, (int)to, chunk, (a, b) => visit(a, b), options, site)),
        new("int state", false, false, true, (from, to, chunk, visit, options, site) => ParallelRange.Run((int)from, (int)to, chunk, visit, static (a, b, v) => v(a, b), options, site)),
        new("int struct", false, false, true, (from, to, chunk, visit, options, site) => ParallelRange.Run((int)from, (int)to, chunk, new VisitBody(visit), options)),
        new("int until", false, true, true, (from, to, chunk, visit, options, site) => ParallelRange.RunUntil((int)from, (int)to, chunk, i => Continue(visit, i), options, site)),
        new("int until auto", false, true, false, (from, to, _, visit, options, site) => ParallelRange.RunUntil((int)from, (int)to, i => Continue(visit, i), options, site)),
        new("int until with the loop", false, true, true, (from, to, chunk, visit, options, site) => ParallelRange.RunUntil((int)from, (int)to, chunk, (int i, LoopState _) => Continue(visit, i), options, site)),
        new("int until per chunk", false, false, true, (from, to, chunk, visit, options, site) => ParallelRange.RunUntil((int)from, (int)to, chunk, (a, b) => NoStop(visit, a, b), options, site)),
        new("long index auto", true, true, false, (from, to, _, visit, options, site) => ParallelRange.Run(from, to, i => visit(i, i + 1), options, site)),
        new("long index", true, true, true, (from, to, chunk, visit, options, site) => ParallelRange.Run(from, to, chunk, i => visit(i, i + 1), options, site)),
        new("long chunk", true, false, true, (from, to, chunk, visit, options, site) => ParallelRange.Run(from, to, chunk, visit, options, site)),
        new("long state", true, false, true, (from, to, chunk, visit, options, site) => ParallelRange.Run(from, to, chunk, visit, static (a, b, v) => v(a, b), options, site)),
        new("long struct", true, false, true, (from, to, chunk, visit, options, site) => ParallelRange.Run(from, to, chunk, new LongVisitBody(visit), options)),
        new("long until", true, true, true, (from, to, chunk, visit, options, site) => ParallelRange.RunUntil(from, to, chunk, i => Continue(visit, i), options, site)),
        new("long until auto", true, true, false, (from, to, _, visit, options, site) => ParallelRange.RunUntil(from, to, i => Continue(visit, i), options, site)),
    ];

    public static TheoryData<string> All => Names(_ => true);

    public static IEnumerable<string> Every => s_all.Select(form => form.Name);

    public static TheoryData<string> WithPolicy => Names(form => form.TakesPolicy);

    public static TheoryData<string> PerChunk => Names(form => !form.IsPerIndex);

    public static LoopForm Named(string name) => Array.Find(s_all, form => form.Name == name)!;

    private static bool Continue(Action<long, long> visit, long index)
    {
        visit(index, index + 1);
        return false;
    }

    private static int? NoStop(Action<long, long> visit, int start, int end)
    {
        visit(start, end);
        return null;
    }

    private static TheoryData<string> Names(Func<LoopForm, bool> isWanted) => new(s_all.Where(isWanted).Select(form => form.Name));
}
