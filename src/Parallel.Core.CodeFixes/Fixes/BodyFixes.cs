namespace ParallelCore.CodeFixes.Fixes;

/// <summary>Bodies of a form that the call takes in another way.</summary>
internal static class BodyFixes
{
    /// <summary>An async lambda moves to the loop that waits for it, if the method can wait.</summary>
    public static IEnumerable<Edit> Async(ParallelCallSite site)
    {
        if (!site.IsPlain || !CanAwait(site.Statement) || site.Symbol is not { } item)
        {
            yield break;
        }

        SeparatedSyntaxList<ArgumentSyntax> arguments = site.Call.ArgumentList.Arguments;
        string token = CollectionFixes.Free(site, "token"), body = $"async ({item.Name}, {token}) => {site.Lambda.Body}";
        INamedTypeSymbol? ours = site.Model.Compilation.GetTypeByMetadataName("ParallelCore.ParallelRange"), theirs = site.Model.Compilation.GetTypeByMetadataName("System.Threading.Tasks.Parallel");
        if (site.IsRange && ours?.GetMembers("RunAsync").IsEmpty == false)
        {
            yield return new Edit("Use the asynchronous loop", "RunAsync", site.Statement.Span, $"await ParallelRange.RunAsync({arguments[0]}, {arguments[1]}, Environment.ProcessorCount, {body});");
        }

        if (site.IsRange && theirs?.GetMembers("ForAsync").IsEmpty == false)
        {
            yield return new Edit("Use Parallel.ForAsync", "ForAsync", site.Statement.Span, $"await Parallel.ForAsync({arguments[0]}, {arguments[1]}, {body});");
        }

        if (site.IsItems && theirs?.GetMembers("ForEachAsync").IsEmpty == false)
        {
            yield return new Edit("Use Parallel.ForEachAsync", "ForEachAsync", site.Statement.Span, $"await Parallel.ForEachAsync({arguments[0]}, {body});");
        }
    }

    /// <summary><c>(i, state) => ...</c> that came from the runtime's loop: one index, and nothing behind it.</summary>
    public static IEnumerable<Edit> PerIndex(ParallelCallSite site)
    {
        if (site.IsRange && site.Lambda is ParenthesizedLambdaExpressionSyntax { ParameterList: { Parameters: [{ } index, _] } list })
        {
            yield return new Edit("Run the body for each index", "PerIndex", list.Span, index.Type is null ? index.Identifier.ValueText : $"({index})");
        }
    }

    private static bool CanAwait(SyntaxNode node)
    {
        for (SyntaxNode? current = node.Parent; current is not null; current = current.Parent)
        {
            switch (current)
            {
                case LockStatementSyntax or UnsafeStatementSyntax:
                    return false;
                case AnonymousFunctionExpressionSyntax function:
                    return function.AsyncKeyword != default;
                case LocalFunctionStatementSyntax local:
                    return local.Modifiers.Any(SyntaxKind.AsyncKeyword);
                case MethodDeclarationSyntax method:
                    return method.Modifiers.Any(SyntaxKind.AsyncKeyword);
                case GlobalStatementSyntax:
                    return true;
                case MemberDeclarationSyntax:
                    return false;
            }
        }

        return false;
    }
}
