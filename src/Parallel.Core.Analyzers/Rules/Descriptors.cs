namespace ParallelCore.Analyzers.Rules;

/// <summary>All rules: PC1xxx are races and other mistakes, PC2xxx advice.</summary>
internal static class Descriptors
{
    public static readonly DiagnosticDescriptor CapturedWrite = Race("PC1001", "A variable is written by several iterations", "'{0}' is {1} here by iterations that run at the same time{2}: updates get lost");
    public static readonly DiagnosticDescriptor UnsafeMember = Race("PC1002", "A member of an object that isn't thread-safe is called by several iterations", "'{0}' is shared by iterations that run at the same time, and {1}.{2} isn't thread-safe{3}");
    public static readonly DiagnosticDescriptor ForeignElement = Race("PC1003", "An element is written that isn't this iteration's own", "'{0}[{1}]' is {2} here, and {3}");
    public static readonly DiagnosticDescriptor CheckThenAct = Race("PC1004", "Two atomic steps are not one", "'{0}' is looked at and then changed in two steps, {1} and {2}: others change it in between");
    public static readonly DiagnosticDescriptor IneffectiveLock = Race("PC1005", "A lock doesn't hold off the other access", "{0}");
    public static readonly DiagnosticDescriptor LazyInit = Race("PC1006", "Lazy initialisation by several iterations", "'{0}' is tested and then set by iterations that run at the same time{1}: several set it, or use it before it is complete");
    public static readonly DiagnosticDescriptor AsyncBody = Race("PC1007", "An async lambda as a body that returns nothing", "The async body returns to {0} at its first await: the call ends before the work does, and an exception ends the process");
    public static readonly DiagnosticDescriptor EndNeverRead = Race("PC1008", "A body per chunk that never reads the chunk's end", "The body is called once per chunk, with its first index and the one behind its last: '{0}' is never read, so all but one index of each chunk is skipped");
    public static readonly DiagnosticDescriptor ThreadStatic = Race("PC1009", "A thread-static variable is set on one thread and read on another", "'{0}' has a value of its own on each thread: {1}");
    public static readonly DiagnosticDescriptor SharedScratch = Race("PC1010", "A scratch buffer is shared by several iterations", "'{0}' is made outside of the body and filled by each iteration: they overwrite each other's values");

    public static readonly DiagnosticDescriptor Waiting = Advice("PC2001", "A body waits for other work", "{0} waits in a body, and its worker with it: use an asynchronous loop, or say so with ParallelRange.Blocking()");
    public static readonly DiagnosticDescriptor WholeBodyLocked = Advice("PC2002", "The whole body runs under one lock", "All of the body runs under one lock: iterations run one after another");
    public static readonly DiagnosticDescriptor CompletionOrder = Advice("PC2003", "Floating-point numbers are added in the order of completion", "{0} in the order in which iterations happen to end: the last digits differ from run to run");
    public static readonly DiagnosticDescriptor OrderAssumed = Advice("PC2004", "An order is assumed that the query doesn't keep", "{0} relies on the order of a parallel query that doesn't keep it: add AsOrdered()");
    public static readonly DiagnosticDescriptor FalseSharing = Advice("PC2005", "Neighbouring counters share a cache line", "'{0}' has an element per worker, next to each other in memory: each update takes the cache line away from the other workers");
    public static readonly DiagnosticDescriptor CreatedPerIteration = Advice("PC2006", "An object meant to be kept is made in each iteration", "A new {0} in each iteration: {1}");
    public static readonly DiagnosticDescriptor LazyInitTwice = Advice("PC2007", "A value may be computed several times", "'{0}' may be set by several iterations, each with a value of its own: use Lazy<T> or set it before the loop");
    public static readonly DiagnosticDescriptor SequentialOperator = Advice("PC2008", "LINQ's operator on a parallel sequence", "LINQ's {0} runs on one thread: the parallel one isn't in scope, or takes other arguments");

    public static readonly ImmutableArray<DiagnosticDescriptor> All = ImmutableArray.Create(
        CapturedWrite, UnsafeMember, ForeignElement, CheckThenAct, IneffectiveLock, LazyInit, AsyncBody, EndNeverRead, ThreadStatic, SharedScratch,
        Waiting, WholeBodyLocked, CompletionOrder, OrderAssumed, FalseSharing, CreatedPerIteration, LazyInitTwice, SequentialOperator);

    private const string Pages = "https://github.com/parallel-core/parallel-core/blob/main/docs/rules/";

    private static DiagnosticDescriptor Race(string id, string title, string message) =>
        new(id, title, message, "ParallelCore.Races", DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: Pages + id + ".md");

    private static DiagnosticDescriptor Advice(string id, string title, string message) =>
        new(id, title, message, "ParallelCore.Advice", DiagnosticSeverity.Info, isEnabledByDefault: true, helpLinkUri: Pages + id + ".md");
}
