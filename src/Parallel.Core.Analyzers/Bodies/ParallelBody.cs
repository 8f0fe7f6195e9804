namespace ParallelCore.Analyzers.Bodies;

/// <summary>Whose call starts the body: ours, the runtime's loops, or PLINQ.</summary>
internal enum CallOwner
{
    Ours,
    Runtime,
    Plinq,
}

/// <summary>How often a body runs, and beside whom.</summary>
internal enum BodyRole
{
    /// <summary>Once per index, item or chunk, at the same time as itself.</summary>
    Iteration,

    /// <summary>Once, at the same time as its siblings.</summary>
    Branch,

    /// <summary>Once per worker, to make what the worker keeps to itself.</summary>
    LocalInit,

    /// <summary>Once per worker, at the same time as itself: where what a worker kept is merged.</summary>
    LocalFinally,
}

/// <summary>What a parameter of a body stands for.</summary>
internal enum ParameterRole
{
    /// <summary>A number that no other iteration gets.</summary>
    Index,

    /// <summary>The first index of a chunk.</summary>
    ChunkStart,

    /// <summary>The first index behind a chunk.</summary>
    ChunkEnd,

    /// <summary>A chunk as one value, with <c>Item1</c> and <c>Item2</c> or <c>Start</c> and <c>End</c>.</summary>
    Chunk,

    /// <summary>The iteration's own item, a worker's local, a span of its own.</summary>
    Own,

    /// <summary>One object for all iterations: what the caller passed as state, or as the seed of an aggregation.</summary>
    Shared,
}

/// <summary>Code that runs at the same time as itself or as its siblings.</summary>
internal sealed class ParallelBody(ParallelCall call, BodyRole role, IOperation argument, IMethodSymbol method, IOperation code, SyntaxNode scope)
{
    private readonly Dictionary<ISymbol, ParameterRole> _roles = new(SymbolEqualityComparer.Default);

    public ParallelCall Call { get; } = call;

    public BodyRole Role { get; } = role;

    /// <summary>What the caller passed: a lambda, a method group, a struct, a variable that holds a delegate.</summary>
    public IOperation Argument { get; } = argument;

    public IMethodSymbol Method { get; } = method;

    /// <summary>What runs.</summary>
    public IOperation Code { get; } = code;

    /// <summary>Whatever is declared outside of this text is shared.</summary>
    public SyntaxNode Scope { get; } = scope;

    /// <summary>The object a method group was bound to.</summary>
    public IOperation? Receiver { get; set; }

    /// <summary>The body is a struct of which each worker has a copy: its own fields are private, what they refer to is not.</summary>
    public bool IsStruct { get; set; }

    /// <summary>The code stands elsewhere: what is wrong with it is reported where it was handed over.</summary>
    public bool IsElsewhere { get; set; }

    /// <summary>The loop that makes the call again and again.</summary>
    public SyntaxNode? Loop { get; set; }

    /// <summary>In the code around what a scope spawns: the scope.</summary>
    public IParameterSymbol? Spawner { get; set; }

    /// <summary>Behind which position of the code around it a spawned body may run.</summary>
    public int Begins { get; set; }

    /// <summary>Whether a call spawns a body in a certain scope.</summary>
    public static bool Spawns(IInvocationOperation call, IParameterSymbol spawner) =>
        call is { TargetMethod: { Name: "Spawn", ContainingType.Name: "ForkScope" }, Instance: IParameterReferenceOperation scope } && SymbolEqualityComparer.Default.Equals(scope.Parameter, spawner);

    /// <summary>Whether a variable outside of the body is a new one each time the call is made.</summary>
    public bool IsPerRepetition(ILocalSymbol local)
    {
        if (Loop is null)
        {
            return false;
        }

        SyntaxNode? body = (Loop as Microsoft.CodeAnalysis.CSharp.Syntax.ForStatementSyntax)?.Statement ?? Loop;
        return local.DeclaringSyntaxReferences.Any(reference => reference.SyntaxTree == body.SyntaxTree && body.Span.Contains(reference.Span));
    }

    public ParameterRole? RoleOf(ISymbol parameter) => _roles.TryGetValue(parameter, out ParameterRole role) ? role : null;

    public void SetRole(ISymbol parameter, ParameterRole role) => _roles[parameter] = role;

    public bool Declares(ISymbol symbol)
    {
        foreach (SyntaxReference reference in symbol.DeclaringSyntaxReferences)
        {
            if (reference.SyntaxTree == Scope.SyntaxTree && Scope.Span.Contains(reference.Span))
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>A call that runs bodies at the same time.</summary>
internal sealed class ParallelCall(IInvocationOperation invocation, CallOwner owner)
{
    public IInvocationOperation Invocation { get; } = invocation;

    public CallOwner Owner { get; } = owner;

    public List<ParallelBody> Bodies { get; } = [];

    /// <summary>A scope: its own code runs on beside what it spawns.</summary>
    public bool IsScope => Invocation.TargetMethod is { Name: "Scope", ContainingType.Name: "ForkJoin" };

    /// <summary>How the call reads in a message.</summary>
    public string Name => $"{Invocation.TargetMethod.ContainingType.Name}.{Invocation.TargetMethod.Name}";
}
