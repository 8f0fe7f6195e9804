namespace ParallelCore.CodeFixes.Fixes;

/// <summary>What the body needs and nobody else: a buffer, a generator of random numbers, a hash. Each worker gets one of its own.</summary>
internal static class PerWorkerFixes
{
    public static IEnumerable<Edit> Of(ParallelCallSite site, SyntaxNode node, CancellationToken cancellationToken)
    {
        if (!site.IsPlain || site.Lambda.AsyncKeyword != default || CollectionFixes.LocalIn(site, node, cancellationToken) is not ({ } local, { } declaration)
            || declaration.Declaration.Variables[0].Initializer?.Value is not { } made || !IsScratch(site, local.Type, made, cancellationToken) || !site.HasToItself(local, declaration, cancellationToken))
        {
            yield break;
        }

        string created = made is ImplicitObjectCreationExpressionSyntax { ArgumentList: var arguments } ? $"new {local.Type.ToMinimalDisplayString(site.Model, declaration.SpanStart)}{arguments}" : made.ToString();
        string call = $"{site.Sequence}.WithLocal(() => {created}).ForEach(({site.Symbol!.Name}, {local.Name}) => {site.Lambda.Body});";
        yield return new Edit("Give each worker its own", "WithLocal", [new TextChange(declaration.Span, ""), new TextChange(site.Statement.Span, call)]);
    }

    /// <summary>Whether iterations can't tell which one they were given: nothing that they leave behind in it is looked at again.</summary>
    private static bool IsScratch(ParallelCallSite site, ITypeSymbol type, ExpressionSyntax made, CancellationToken cancellationToken)
    {
        if (type is IArrayTypeSymbol)
        {
            return made is ArrayCreationExpressionSyntax { Initializer: null };
        }

        // A seed would give each worker the same numbers.
        if (type is { Name: "Random", ContainingNamespace.Name: "System" })
        {
            return made is BaseObjectCreationExpressionSyntax { ArgumentList: null or { Arguments.Count: 0 } };
        }

        for (ITypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            if (current.Name == "HashAlgorithm")
            {
                return made is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Create" }, ArgumentList.Arguments.Count: 0 }
                    && site.Lambda.DescendantNodes().OfType<MemberAccessExpressionSyntax>().Where(member => site.Model.GetTypeInfo(member.Expression, cancellationToken).Type is { } owner && SymbolEqualityComparer.Default.Equals(owner, type))
                        .All(static member => member.Name.Identifier.ValueText is "ComputeHash" or "TryComputeHash");
            }
        }

        return false;
    }
}
