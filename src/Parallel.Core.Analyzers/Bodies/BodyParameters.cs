namespace ParallelCore.Analyzers.Bodies;

/// <summary>What each parameter of a body stands for, read from the method it is handed to.</summary>
internal static class BodyParameters
{
    public static void SetRoles(ParallelBody body, IParameterSymbol formal)
    {
        IMethodSymbol method = body.Call.Invocation.TargetMethod;
        ImmutableArray<IParameterSymbol> parameters = body.Method.Parameters;
        foreach (IParameterSymbol parameter in parameters)
        {
            body.SetRole(parameter, ParameterRole.Own);
        }

        if (body.Role is BodyRole.LocalInit or BodyRole.LocalFinally)
        {
            return;
        }

        switch (body.Call.Owner)
        {
            case CallOwner.Runtime:
                SetRuntimeRoles(body, method, parameters);
                break;
            case CallOwner.Plinq:
                SetSequenceRoles(body, method, formal, parameters);
                break;
            default:
                SetOurRoles(body, method, formal, parameters);
                break;
        }
    }

    public static void SetRolesOfStruct(ParallelBody body, string contract)
    {
        ImmutableArray<IParameterSymbol> parameters = body.Method.Parameters;
        foreach (IParameterSymbol parameter in parameters)
        {
            body.SetRole(parameter, ParameterRole.Own);
        }

        if (contract is "IRangeBody" or "ILongRangeBody" or "ITileBody")
        {
            SetChunks(body, parameters, parameters.Length);
        }
    }

    private static void SetRuntimeRoles(ParallelBody body, IMethodSymbol method, ImmutableArray<IParameterSymbol> parameters)
    {
        if (parameters.Length == 0)
        {
            return;
        }

        if (method.Name is "For" or "ForAsync")
        {
            body.SetRole(parameters[0], ParameterRole.Index);
            return;
        }

        if (IsChunk(parameters[0].Type) && CutsIntoChunks(body.Call.Invocation))
        {
            body.SetRole(parameters[0], ParameterRole.Chunk);
        }
        else if (IsNumber(parameters[0].Type) && IsRange(body.Call.Invocation))
        {
            body.SetRole(parameters[0], ParameterRole.Index);
        }

        else if (IsSet(body.Call.Invocation))
        {
            body.SetRole(parameters[0], ParameterRole.Index);
        }

        if (parameters.Length > 2 && parameters[2].Type.SpecialType == SpecialType.System_Int64 && parameters[1].Type.Name == "ParallelLoopState")
        {
            body.SetRole(parameters[2], ParameterRole.Index);
        }
    }

    private static void SetSequenceRoles(ParallelBody body, IMethodSymbol method, IParameterSymbol formal, ImmutableArray<IParameterSymbol> parameters)
    {
        if (method.Name.StartsWith("Aggregate", StringComparison.Ordinal))
        {
            SetAccumulator(body, formal, parameters);
            return;
        }

        if (parameters.Length == 1 && ((IsNumber(parameters[0].Type) && IsRange(body.Call.Invocation)) || IsSet(body.Call.Invocation)))
        {
            body.SetRole(parameters[0], ParameterRole.Index);
        }

        if (parameters.Length == 2 && parameters[1].Type.SpecialType == SpecialType.System_Int32
            && formal.OriginalDefinition.Type is INamedTypeSymbol { TypeArguments: { Length: > 1 } arguments } && arguments[1].SpecialType == SpecialType.System_Int32)
        {
            body.SetRole(parameters[1], ParameterRole.Index);
        }
    }

    private static void SetOurRoles(ParallelBody body, IMethodSymbol method, IParameterSymbol formal, ImmutableArray<IParameterSymbol> parameters)
    {
        switch (method.Name)
        {
            case "Run" or "RunUntil" or "RunAsync" or "RunUntilAsync" when method.ContainingType.Name == "ParallelRange":
                int chunked = parameters.Length > 1 && IsNumber(parameters[0].Type) && IsChunkDelegate(formal) ? 2 : 0;
                if (chunked == 2)
                {
                    SetChunks(body, parameters, 2);
                }
                else if (parameters.Length > 0 && IsNumber(parameters[0].Type))
                {
                    body.SetRole(parameters[0], ParameterRole.Index);
                }

                if (method.Parameters.FirstOrDefault(static p => p.Name == "state") is not null && parameters.Length > Math.Max(1, chunked))
                {
                    body.SetRole(parameters[Math.Max(1, chunked)], ParameterRole.Shared);
                }

                break;
            case "RunTiles":
                SetChunks(body, parameters, parameters.Length);
                break;
            case "Run" or "Invoke" or "Spawn":
                break;
            case "Fill":
                if (parameters.Length > 0)
                {
                    body.SetRole(parameters[0], ParameterRole.Index);
                }

                break;
            case "ForEachSpan":
                if (parameters.Length > 1)
                {
                    body.SetRole(parameters[1], ParameterRole.ChunkStart);
                }

                break;
            case "ForEach" when parameters.Length > 1 && IsNumber(parameters[1].Type):
                body.SetRole(parameters[1], ParameterRole.Index);
                break;
            default:
                SetSequenceRoles(body, method, formal, parameters);
                break;
        }
    }

    /// <summary>The seed that is passed as an object is the one object that all folds start from.</summary>
    private static void SetAccumulator(ParallelBody body, IParameterSymbol formal, ImmutableArray<IParameterSymbol> parameters)
    {
        bool isFold = formal.Name is "updateAccumulatorFunc" or "fold" or "func";
        bool hasCombine = body.Call.Invocation.TargetMethod.Parameters.Any(static p => p.Name is "combineAccumulatorsFunc" or "combine");
        bool hasSharedSeed = body.Call.Invocation.Arguments.Any(static a => a.Parameter is { Name: "seed" or "identity", Type: { IsReferenceType: true, TypeKind: not TypeKind.Delegate } });
        if (isFold && hasCombine && hasSharedSeed && parameters.Length > 1)
        {
            body.SetRole(parameters[0], ParameterRole.Shared);
        }
    }

    private static void SetChunks(ParallelBody body, ImmutableArray<IParameterSymbol> parameters, int count)
    {
        for (int i = 0; i + 1 < count; i += 2)
        {
            body.SetRole(parameters[i], ParameterRole.ChunkStart);
            body.SetRole(parameters[i + 1], ParameterRole.ChunkEnd);
        }
    }

    /// <summary>Whether the delegate's first two parameters are numbers as it is declared, and not because its item is one.</summary>
    private static bool IsChunkDelegate(IParameterSymbol formal) =>
        formal.OriginalDefinition.Type is INamedTypeSymbol { TypeArguments: { Length: > 1 } arguments }
        && IsNumber(arguments[0]) && SymbolEqualityComparer.Default.Equals(arguments[0], arguments[1]);

    private static bool IsNumber(ITypeSymbol type) => type.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64;

    private static bool IsChunk(ITypeSymbol type) =>
        type is INamedTypeSymbol { Name: "Tuple" or "RangeChunk" or "LongRangeChunk" }
        || type is INamedTypeSymbol { IsTupleType: true, TupleElements: { Length: 2 } elements } && IsNumber(elements[0].Type) && IsNumber(elements[1].Type);

    private static bool CutsIntoChunks(IInvocationOperation call)
    {
        IOperation? source = Source(call);
        return source is null
            || source.Type is { } type && (type.Name.Contains("Partitioner") || type.Name.EndsWith("Chunks", StringComparison.Ordinal));
    }

    /// <summary>What is iterated over is a set, or the keys of a dictionary: each item occurs once.</summary>
    private static bool IsSet(IInvocationOperation call)
    {
        IOperation? source = Source(call);
        while (source is IInvocationOperation { TargetMethod: var method } invocation)
        {
            if (method.Name is "Distinct" or "ToHashSet")
            {
                return true;
            }

            source = method.Name is "AsParallel" or "WithDegreeOfParallelism" or "AsOrdered" or "WithCancellation" or "InParallel" or "Where" or "WithExecutionMode" or "WithMaxWorkers" or "ToArray" or "ToList" or "OrderBy" or "OrderByDescending"
                ? Source(invocation)
                : null;
        }

        return source is IPropertyReferenceOperation { Property.Name: "Keys" } || source?.Type?.Name is "KeyCollection" or "HashSet" or "SortedSet" or "FrozenSet" or "ImmutableHashSet" or "ISet" or "IReadOnlySet";
    }

    /// <summary>The numbers that are iterated over are consecutive, so that each occurs once.</summary>
    private static bool IsRange(IInvocationOperation call)
    {
        IOperation? source = Source(call);
        while (source is IInvocationOperation invocation)
        {
            if (invocation.TargetMethod.Name is "Range" or "From")
            {
                return true;
            }

            source = invocation.TargetMethod.Name is "AsParallel" or "WithDegreeOfParallelism" or "AsOrdered" or "WithCancellation" or "InParallel" or "Where" or "WithExecutionMode" or "WithMaxWorkers"
                ? Source(invocation)
                : null;
        }

        return false;
    }

    private static IOperation? Source(IInvocationOperation call)
    {
        if (call.Instance is not null)
        {
            return EntryPoints.Unwrap(call.Instance);
        }

        foreach (IArgumentOperation argument in call.Arguments)
        {
            if (argument.Parameter?.Ordinal == 0)
            {
                return EntryPoints.Unwrap(argument.Value);
            }
        }

        return null;
    }
}
