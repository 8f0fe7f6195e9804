using System.Threading;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ParallelCore.Analyzers.Bodies;

/// <summary>Knows the calls that run delegates at the same time. Ours are told by namespace and type, so that a new overload is known without being listed.</summary>
internal sealed class EntryPoints
{
    private readonly INamedTypeSymbol? _parallel;
    private readonly INamedTypeSymbol? _plinq;
    private readonly CodeOfMethods _code;
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    public EntryPoints(Compilation compilation, CodeOfMethods code)
    {
        _parallel = compilation.GetTypeByMetadataName("System.Threading.Tasks.Parallel");
        _plinq = compilation.GetTypeByMetadataName("System.Linq.ParallelEnumerable");
        IsUsed = _parallel is not null || _plinq is not null || compilation.GetTypeByMetadataName("ParallelCore.ParallelRange") is not null;
        _code = code;
        INamedTypeSymbol[] ours = compilation.GlobalNamespace.GetMembers("ParallelCore").OfType<INamespaceSymbol>().SelectMany(static space => space.GetTypeMembers()).Where(IsOurs).ToArray();
        foreach (INamedTypeSymbol? type in new[] { _parallel, _plinq }.Concat(ours))
        {
            foreach (ISymbol member in type?.GetMembers() ?? ImmutableArray<ISymbol>.Empty)
            {
                if (member is IMethodSymbol)
                {
                    _names.Add(member.Name);
                }
            }
        }
    }

    /// <summary>Whether a call can be such a one, by its name: what can't isn't bound.</summary>
    public bool MayBe(InvocationExpressionSyntax call)
    {
        SimpleNameSyntax? name = call.Expression switch
        {
            // What code with numbers calls most has names of PLINQ's operators.
            MemberAccessExpressionSyntax { Expression: PredefinedTypeSyntax or IdentifierNameSyntax { Identifier.ValueText: "Math" or "MathF" } } => null,
            MemberAccessExpressionSyntax member => member.Name,
            MemberBindingExpressionSyntax member => member.Name,
            SimpleNameSyntax simple => simple,
            _ => null,
        };
        return name is not null && _names.Contains(name.Identifier.ValueText);
    }

    /// <summary>The calls that a query's clauses stand for.</summary>
    public static IEnumerable<IInvocationOperation> CallsOfClauses(QueryExpressionSyntax query, SemanticModel model, CancellationToken cancellationToken)
    {
        if (model.GetOperation(query, cancellationToken) is not { } translated)
        {
            yield break;
        }

        foreach (IOperation operation in translated.Descendants())
        {
            if (operation is IInvocationOperation { Syntax: not InvocationExpressionSyntax } call && call.Syntax.FirstAncestorOrSelf<QueryExpressionSyntax>() == query)
            {
                yield return call;
            }
        }
    }

    /// <summary>Whether any such call can be in the compilation at all.</summary>
    public bool IsUsed { get; }

    /// <summary>Whose call it is; null when it runs nothing in parallel. Cheap: asked for every invocation of a program.</summary>
    public CallOwner? OwnerOf(IMethodSymbol method)
    {
        INamedTypeSymbol type = method.ContainingType;
        if (type is null)
        {
            return null;
        }

        if (SymbolEqualityComparer.Default.Equals(type, _parallel))
        {
            return CallOwner.Runtime;
        }

        if (SymbolEqualityComparer.Default.Equals(type, _plinq))
        {
            return CallOwner.Plinq;
        }

        return IsOurs(type) ? CallOwner.Ours : null;
    }

    /// <summary>The bodies that a call runs, or null when it runs none.</summary>
    public ParallelCall? Read(IInvocationOperation invocation)
    {
        if (OwnerOf(invocation.TargetMethod) is not { } owner || RunsOnOneThread(invocation))
        {
            return null;
        }

        var call = new ParallelCall(invocation, owner);
        if (call.IsScope)
        {
            AddBranches(call);
            return call.Bodies.Count == 0 ? null : call;
        }

        foreach (IArgumentOperation argument in invocation.Arguments)
        {
            AddBodies(call, argument);
        }

        return call.Bodies.Count == 0 ? null : call;
    }

    private static bool IsOurs(INamedTypeSymbol type) =>
        type.ContainingNamespace is { Name: "ParallelCore", ContainingNamespace.IsGlobalNamespace: true }
        && (type.Name.StartsWith("Parallel", StringComparison.Ordinal)
            || type.Name.StartsWith("OrderedParallel", StringComparison.Ordinal)
            || type.Name is "ForkJoin" or "ForkScope" or "ForkContext");

    private void AddBodies(ParallelCall call, IArgumentOperation argument)
    {
        IParameterSymbol? parameter = argument.Parameter;
        if (parameter is null)
        {
            return;
        }

        if (argument.ArgumentKind == ArgumentKind.ParamArray && argument.Value is IArrayCreationOperation { Initializer: { } elements })
        {
            foreach (IOperation element in elements.ElementValues)
            {
                AddDelegate(call, parameter, element, BodyRole.Branch);
            }

            return;
        }

        if (parameter.Type is IArrayTypeSymbol array && array.ElementType.TypeKind == TypeKind.Delegate && Unwrap(argument.Value) is IArrayCreationOperation { Initializer: { } items })
        {
            foreach (IOperation element in items.ElementValues)
            {
                AddDelegate(call, parameter, element, BodyRole.Branch);
            }

            return;
        }

        if (parameter.Type.TypeKind == TypeKind.Delegate)
        {
            if (RoleOf(call, parameter) is { } role)
            {
                AddDelegate(call, parameter, argument.Value, role);
            }
        }
        else if (parameter.OriginalDefinition.Type is ITypeParameterSymbol && call.Owner == CallOwner.Ours)
        {
            AddStruct(call, argument.Value);
        }
    }

    private static BodyRole? RoleOf(ParallelCall call, IParameterSymbol parameter)
    {
        IMethodSymbol method = call.Invocation.TargetMethod;
        switch (parameter.Name)
        {
            case "localInit" or "factory" or "identity" or "seedFactory" or "seedSelector":
                return BodyRole.LocalInit;
            case "localFinally" or "release" when call.Owner == CallOwner.Ours:
                // On the calling thread, one after another, when all bodies have ended.
                return null;
            case "localFinally":
                return BodyRole.LocalFinally;
            case "report" or "resultSelector" when method.Name is "WithReport" or "Aggregate":
            case "func" when method.Name == "Aggregate" && !method.Parameters.Any(static p => p.Name.StartsWith("combine", StringComparison.Ordinal)):
                return null;
        }

        if (method.ContainingType.Name is "ForkJoin" or "ForkContext")
        {
            bool hasStates = method.Parameters.Any(static p => p.Name is "left" or "state" && p.Type.TypeKind != TypeKind.Delegate);
            return method.Name switch
            {
                _ when hasStates => BodyRole.Iteration,
                _ => BodyRole.Branch,
            };
        }

        if (method.ContainingType.Name == "ForkScope")
        {
            return LoopAround(call.Invocation) is null ? BodyRole.Branch : BodyRole.Iteration;
        }

        return BodyRole.Iteration;
    }

    /// <summary>
    /// A scope's branches: each body that its own code spawns once, whatever happens, and what that code does besides. What is spawned in a loop is judged at that call,
    /// and one of two that exclude each other meets nobody.
    /// </summary>
    private void AddBranches(ParallelCall scope)
    {
        IOperation? argument = scope.Invocation.Arguments.FirstOrDefault(static argument => argument.Parameter?.Type.TypeKind == TypeKind.Delegate)?.Value;
        if (argument is null || Unwrap(argument) is not IAnonymousFunctionOperation lambda || lambda.Symbol.Parameters.FirstOrDefault(static parameter => parameter.Type.Name == "ForkScope") is not { } spawner)
        {
            return;
        }

        foreach (IOperation statement in lambda.Body.Operations)
        {
            if (statement is IExpressionStatementOperation { Operation: IInvocationOperation spawn } && ParallelBody.Spawns(spawn, spawner) && Read(spawn) is { Bodies: { Count: 1 } spawned })
            {
                spawned[0].Begins = spawn.Syntax.Span.End;
                scope.Bodies.Add(spawned[0]);
            }
        }

        if (scope.Bodies.Count > 0 && spawner.DeclaringSyntaxReferences.Length == 1)
        {
            // Of all that stands in the scope's lambda, the others see everything but its parameter.
            var rest = new ParallelBody(scope, BodyRole.Branch, argument, lambda.Symbol, lambda.Body, spawner.DeclaringSyntaxReferences[0].GetSyntax()) { Spawner = spawner };
            rest.SetRole(spawner, ParameterRole.Own);
            scope.Bodies.Add(rest);
        }
    }

    /// <summary>The loop that makes the call more than once.</summary>
    private static SyntaxNode? LoopAround(IOperation operation)
    {
        for (IOperation? parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is ILoopOperation)
            {
                return parent.Syntax;
            }

            if (parent is IAnonymousFunctionOperation or ILocalFunctionOperation)
            {
                return null;
            }
        }

        return null;
    }

    private void AddDelegate(ParallelCall call, IParameterSymbol parameter, IOperation argument, BodyRole role)
    {
        ParallelBody? body = null;
        switch (Unwrap(argument))
        {
            case IAnonymousFunctionOperation lambda:
                body = new ParallelBody(call, role, argument, lambda.Symbol, lambda.Body, lambda.Syntax);
                break;
            case IMethodReferenceOperation reference when _code.Of(reference.Method) is { } code:
                body = new ParallelBody(call, role, argument, reference.Method, code, code.Syntax)
                {
                    Receiver = reference.Instance,
                    IsElsewhere = reference.Method.MethodKind != MethodKind.LocalFunction,
                };
                break;
            case ILocalReferenceOperation variable when _code.DelegateIn(variable.Local) is { } lambda:
                body = new ParallelBody(call, role, argument, lambda.Symbol, lambda.Body, lambda.Syntax);
                break;
        }

        if (body is null)
        {
            return;
        }

        if (call.Invocation.TargetMethod.ContainingType.Name == "ForkScope")
        {
            body.Loop = LoopAround(call.Invocation);
        }

        BodyParameters.SetRoles(body, parameter);
        call.Bodies.Add(body);
    }

    /// <summary>A struct whose <c>Invoke</c> is the body.</summary>
    private void AddStruct(ParallelCall call, IOperation argument)
    {
        if (argument.Type is not INamedTypeSymbol type)
        {
            return;
        }

        foreach (INamedTypeSymbol contract in type.AllInterfaces)
        {
            if (contract.ContainingNamespace is not { Name: "ParallelCore", ContainingNamespace.IsGlobalNamespace: true }
                || contract.GetMembers("Invoke").OfType<IMethodSymbol>().FirstOrDefault() is not { } declared
                || type.FindImplementationForInterfaceMember(declared) is not IMethodSymbol method
                || _code.Of(method) is not { } code)
            {
                continue;
            }

            var body = new ParallelBody(call, BodyRole.Iteration, argument, method, code, code.Syntax) { IsStruct = type.IsValueType, IsElsewhere = true, Receiver = argument };
            BodyParameters.SetRolesOfStruct(body, contract.Name);
            call.Bodies.Add(body);
            return;
        }
    }

    /// <summary>One worker was asked for, or there is one iteration, as constants that stand in the call.</summary>
    private static bool RunsOnOneThread(IInvocationOperation invocation)
    {
        if (ConstantOf(invocation, "from", "fromInclusive") is { } from && ConstantOf(invocation, "to", "toExclusive") is { } to && to - from <= 1)
        {
            return true;
        }

        foreach (IArgumentOperation argument in invocation.Arguments)
        {
            if (Unwrap(argument.Value) is IObjectCreationOperation { Initializer: { } settings })
            {
                foreach (IOperation setting in settings.Initializers)
                {
                    if (setting is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: "MaxDegreeOfParallelism" or "MaxWorkers" }, Value.ConstantValue: { HasValue: true, Value: 1 } })
                    {
                        return true;
                    }
                }
            }
        }

        return false;
    }

    /// <summary>The number that a call passes for a parameter, if that is a constant.</summary>
    public static long? ConstantOf(IInvocationOperation invocation, string name, string otherName)
    {
        foreach (IArgumentOperation argument in invocation.Arguments)
        {
            if (argument.Parameter?.Name is { } parameter && (parameter == name || parameter == otherName))
            {
                return Unwrap(argument.Value).ConstantValue is { HasValue: true } constant ? constant.Value switch { int number => number, long number => number, _ => null } : null;
            }
        }

        return null;
    }

    public static IOperation Unwrap(IOperation operation)
    {
        while (true)
        {
            switch (operation)
            {
                case IConversionOperation conversion:
                    operation = conversion.Operand;
                    break;
                case IDelegateCreationOperation creation:
                    operation = creation.Target;
                    break;
                case IParenthesizedOperation parenthesized:
                    operation = parenthesized.Operand;
                    break;
                default:
                    return operation;
            }
        }
    }
}
