using ParallelCore.Analyzers.Bodies;
using ParallelCore.Analyzers.Sharing;

namespace ParallelCore.Analyzers.Rules;

/// <summary>What is right and could be better: PC2001 to PC2006.</summary>
internal static class Advice
{
    public static void Check(Reporter reporter, List<BodyReading> readings)
    {
        foreach (BodyReading reading in readings)
        {
            foreach ((IOperation operation, string name) in reading.Waits)
            {
                reporter.Report(Descriptors.Waiting, reading.Body.IsElsewhere ? reading.Body.Argument.Syntax.GetLocation() : Reporter.Of(operation), name, name);
            }

            CheckWholeBody(reporter, reading);
            CheckOrder(reporter, reading);
            CheckCounters(reporter, reading);
            CheckCreations(reporter, reading);
        }
    }

    private static void CheckWholeBody(Reporter reporter, BodyReading reading)
    {
        ParallelBody body = reading.Body;
        IBlockOperation? block = body.Code switch
        {
            IBlockOperation lambda => lambda,
            ILocalFunctionOperation function => function.Body,
            IMethodBodyOperation method => method.BlockBody,
            _ => null,
        };
        if (block is null || body.Role != BodyRole.Iteration)
        {
            return;
        }

        List<IOperation> working = [.. block.Operations.Where(static statement => !IsPlainDeclaration(statement) && statement is not IReturnOperation { ReturnedValue: null })];
        bool isLocked = working.Count == 1 && working[0] is ILockOperation
            || working.Count > 0 && working[0] is IExpressionStatementOperation { Operation: IInvocationOperation { TargetMethod: { Name: "Enter", ContainingType.Name: "Monitor" or "Lock" } } } && working.Count == 2 && working[1] is ITryOperation
            || working.Count == 1 && working[0] is IExpressionStatementOperation { Operation: IInvocationOperation { TargetMethod: { Name: "Run", ContainingType.Name: "SerialGate" } } };
        if (isLocked && reading.UselessLocks.Count == 0 && !reading.Accesses.SelectMany(static access => access.Locks).Any(static held => held.Kind == LockKind.Keyed))
        {
            reporter.Report(Descriptors.WholeBodyLocked, body.IsElsewhere ? body.Argument.Syntax.GetLocation() : LockLocation(working[0]), "WholeBody");
        }
    }

    private static Location LockLocation(IOperation statement) =>
        statement.Syntax is Microsoft.CodeAnalysis.CSharp.Syntax.LockStatementSyntax locked
            ? Location.Create(locked.SyntaxTree, Microsoft.CodeAnalysis.Text.TextSpan.FromBounds(locked.LockKeyword.SpanStart, locked.CloseParenToken.Span.End))
            : statement.Syntax.GetLocation();

    private static bool IsPlainDeclaration(IOperation statement) =>
        statement is IVariableDeclarationGroupOperation group && group.Declarations.All(static declaration => declaration.Declarators.All(static declarator =>
            declarator.Initializer?.Value is null or ILiteralOperation or ILocalReferenceOperation or IParameterReferenceOperation or IDefaultValueOperation));

    /// <summary>Floating-point sums under a lock or by atomic steps.</summary>
    private static void CheckOrder(Reporter reporter, BodyReading reading)
    {
        foreach (Access access in reading.Accesses)
        {
            bool isSum = access is { Kind: AccessKind.Update, IsCovered: true, IsElement: false } && IsFloating(TypeOf(access)) && IsAddition(access)
                || access is { Kind: AccessKind.SafeWrite, Member: "Add", Type.Name: "AtomicDouble" }
                || access is { Kind: AccessKind.SafeWrite, Member: "CompareExchange" or "Add" } && access.Value is IInvocationOperation { Type: { } type } && IsFloating(type);
            if (isSum && access.Branch < 0)
            {
                reporter.Report(Descriptors.CompletionOrder, access, "FloatSum", null, $"'{access.Place.Name}' is added to");
            }
        }
    }

    private static bool IsAddition(Access access) =>
        access.Operation is ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Subtract or BinaryOperatorKind.Multiply }
        || access.Value is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Subtract or BinaryOperatorKind.Multiply };

    private static ITypeSymbol? TypeOf(Access access) => (access.Operation as IAssignmentOperation)?.Target.Type;

    public static bool IsFloating(ITypeSymbol? type) => type?.SpecialType is SpecialType.System_Double or SpecialType.System_Single;

    /// <summary><c>counts[worker]++</c> in a loop, with the workers' counters side by side.</summary>
    private static void CheckCounters(Reporter reporter, BodyReading reading)
    {
        if (!IsPerWorker(reading.Body))
        {
            return;
        }

        foreach (Access access in reading.Accesses)
        {
            if (access is { Kind: AccessKind.Update, IsElement: true, Call: null, Indices.Length: 1 } && access.Indices[0].Class == IndexClass.Own && IsSmall(access.Type) && IsInLoop(access.Operation))
            {
                reporter.Report(Descriptors.FalseSharing, access, "FalseSharing", null, access.Place.Name);
            }
        }
    }

    private static bool IsInLoop(IOperation operation)
    {
        for (IOperation? parent = operation.Parent; parent is not null and not IAnonymousFunctionOperation; parent = parent.Parent)
        {
            if (parent is ILoopOperation)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsSmall(ITypeSymbol? array) => array is IArrayTypeSymbol { ElementType.SpecialType: >= SpecialType.System_Boolean and <= SpecialType.System_Double };

    /// <summary>The loop runs once per worker, by the name or the origin of its bound.</summary>
    private static bool IsPerWorker(ParallelBody body)
    {
        foreach (IArgumentOperation argument in body.Call.Invocation.Arguments)
        {
            if (argument.Parameter?.Name is "to" or "toExclusive")
            {
                string text = argument.Value.Syntax.ToString();
                return text.IndexOf("worker", StringComparison.OrdinalIgnoreCase) >= 0 || text.IndexOf("thread", StringComparison.OrdinalIgnoreCase) >= 0 || text.Contains("ProcessorCount") || text.IndexOf("core", StringComparison.OrdinalIgnoreCase) >= 0;
            }
        }

        return false;
    }

    private static void CheckCreations(Reporter reporter, BodyReading reading)
    {
        if (reading.Body.Role != BodyRole.Iteration || reading.Body.Method.Parameters.Any(p => reading.Body.RoleOf(p) is ParameterRole.ChunkStart or ParameterRole.Chunk))
        {
            return;
        }

        foreach (IObjectCreationOperation creation in reading.Creations)
        {
            string? instead = creation.Type?.Name switch
            {
                "Random" when creation.Arguments.Length == 0 => "Random.Shared may be shared, and a worker's own is made once per worker",
                "HttpClient" or "SocketsHttpHandler" or "HttpClientHandler" when creation.Type.ContainingNamespace.ToDisplayString() == "System.Net.Http" => "one may be shared, and each keeps connections of its own",
                "ThreadLocal" or "WorkerLocal" => "it is meant to be made before the loop",
                _ => null,
            };
            if (instead is not null)
            {
                reporter.Report(Descriptors.CreatedPerIteration, creation.Syntax.GetLocation(), creation.Type!.Name, creation.Type.Name, instead);
            }
        }
    }
}
