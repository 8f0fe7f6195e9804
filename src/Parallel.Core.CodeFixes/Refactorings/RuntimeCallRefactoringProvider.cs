using Microsoft.CodeAnalysis.CodeRefactorings;

namespace ParallelCore.CodeFixes.Refactorings;

/// <summary>Moves the runtime's parallel loops and queries over to this library, with their options.</summary>
[ExportCodeRefactoringProvider(LanguageNames.CSharp, Name = nameof(RuntimeCallRefactoringProvider))]
public sealed class RuntimeCallRefactoringProvider : CodeRefactoringProvider
{
    public override async Task ComputeRefactoringsAsync(CodeRefactoringContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        SemanticModel? model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        if (root is null || model?.Compilation.GetTypeByMetadataName("ParallelCore.ParallelRange") is null)
        {
            return;
        }

        foreach (InvocationExpressionSyntax call in root.FindToken(context.Span.Start).Parent!.AncestorsAndSelf().OfType<InvocationExpressionSyntax>().Where(call => call.Expression is MemberAccessExpressionSyntax member && member.Span.Contains(context.Span.Start)))
        {
            if (model.GetSymbolInfo(call, context.CancellationToken).Symbol is not IMethodSymbol method)
            {
                continue;
            }

            Edit? edit = method.ContainingType switch
            {
                { Name: "Parallel", ContainingNamespace: { Name: "Tasks", ContainingNamespace.Name: "Threading" } } => Loop(call, method, model, context.CancellationToken),
                { Name: "ParallelEnumerable", ContainingNamespace.Name: "Linq" } when method.Name is "AsParallel" or "Range" => await QueryAsync(context.Document, call, method, model, context.CancellationToken).ConfigureAwait(false),
                _ => null,
            };
            if (edit is not null && await edit.OfferAsync(context.Document, context.CancellationToken).ConfigureAwait(false) is { } action)
            {
                context.RegisterRefactoring(action);
                return;
            }
        }
    }

    private static Edit? Loop(InvocationExpressionSyntax call, IMethodSymbol method, SemanticModel model, CancellationToken cancellationToken)
    {
        List<ArgumentSyntax> arguments = [.. call.ArgumentList.Arguments];
        if (call.Parent is not ExpressionStatementSyntax || arguments.Any(static argument => argument.NameColon is not null))
        {
            return null;
        }

        string? options = null;
        int at = arguments.FindIndex(argument => model.GetTypeInfo(argument.Expression, cancellationToken).Type?.Name == "ParallelOptions");
        if (at >= 0)
        {
            options = OptionsOf(arguments[at].Expression);
            if (options is null)
            {
                return null;
            }

            arguments.RemoveAt(at);
        }

        switch (method.Name)
        {
            case "Invoke":
                string first = options is null ? "" : options + ", ";
                return arguments.Count < 2 && options is null ? null : new Edit("Use ForkJoin.Invoke", "Invoke", call.Span, $"ForkJoin.Invoke({first}{string.Join(", ", arguments)})");
            case "For" when arguments.Count is 3 or 5:
                return Bodies(arguments, 2) is { } bodies ? new Edit("Use ParallelRange.Run", "Run", call.Span, $"ParallelRange.Run({string.Join(", ", [arguments[0].ToString(), arguments[1].ToString(), .. bodies, .. options is null ? Array.Empty<string>() : [options]])})") : null;
            case "ForEach" when arguments.Count == 2 && model.GetTypeInfo(arguments[0].Expression, cancellationToken).Type is { } source && !IsPartitioner(source):
                return Bodies(arguments, 1) is { } body ? new Edit("Use ParallelRange.ForEach", "ForEach", call.Span, $"ParallelRange.ForEach({string.Join(", ", [arguments[0].ToString(), .. body, .. options is null ? Array.Empty<string>() : [options]])})") : null;
            default:
                return null;
        }
    }

    /// <summary>The bodies without the loop state that they don't use; null if they do.</summary>
    private static List<string>? Bodies(List<ArgumentSyntax> arguments, int from)
    {
        List<string> bodies = [];
        for (int i = from; i < arguments.Count; i++)
        {
            ExpressionSyntax body = arguments[i].Expression;
            bool hasState = arguments.Count > from + 1 && i == from + 1;
            if (body is AnonymousFunctionExpressionSyntax { AsyncKeyword.RawKind: not 0 })
            {
                return null;
            }

            if (hasState)
            {
                if (body is not ParenthesizedLambdaExpressionSyntax { ParameterList.Parameters: [{ } index, { } state, { } local] } lambda || lambda.Body.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(name => name.Identifier.ValueText == state.Identifier.ValueText))
                {
                    return null;
                }

                bodies.Add($"({index}, {local}) => {lambda.Body}");
            }
            else if (body is ParenthesizedLambdaExpressionSyntax { ParameterList.Parameters: [{ } only, { } unused] } two)
            {
                if (two.Body.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(name => name.Identifier.ValueText == unused.Identifier.ValueText))
                {
                    return null;
                }

                bodies.Add(only.Type is null ? $"{only.Identifier} => {two.Body}" : $"({only}) => {two.Body}");
            }
            else
            {
                bodies.Add(body.ToString());
            }
        }

        return bodies;
    }

    private static bool IsPartitioner(ITypeSymbol type)
    {
        for (ITypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            if (current.Name is "Partitioner" or "OrderablePartitioner")
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Options that are written down in the call; one that isn't known here may be anything.</summary>
    private static string? OptionsOf(ExpressionSyntax options)
    {
        if (options is not BaseObjectCreationExpressionSyntax { ArgumentList: null or { Arguments.Count: 0 } } made)
        {
            return null;
        }

        List<string> settings = [];
        foreach (ExpressionSyntax setting in made.Initializer?.Expressions ?? default)
        {
            if (setting is not AssignmentExpressionSyntax { Left: IdentifierNameSyntax name, Right: var value })
            {
                return null;
            }

            switch (name.Identifier.ValueText)
            {
                case "MaxDegreeOfParallelism":
                    settings.Add($"MaxWorkers = {value}");
                    break;
                case "CancellationToken":
                    settings.Add($"CancellationToken = {value}");
                    break;
                default:
                    return null;
            }
        }

        return settings.Count == 0 ? "new RangeOptions()" : $"new RangeOptions {{ {string.Join(", ", settings)} }}";
    }

    /// <summary>A query whose every operator has one of the same name here: what only LINQ has would run on one thread.</summary>
    private static async Task<Edit?> QueryAsync(Document document, InvocationExpressionSyntax call, IMethodSymbol method, SemanticModel model, CancellationToken cancellationToken)
    {
        List<TextChange> changes = [];
        var member = (MemberAccessExpressionSyntax)call.Expression;
        if (method.Name == "AsParallel")
        {
            if (call.ArgumentList.Arguments.Count > 0 || IsPartitioner(model.GetTypeInfo(member.Expression, cancellationToken).Type!))
            {
                return null;
            }

            changes.Add(new TextChange(member.Name.Span, "InParallel"));
        }
        else if (call.ArgumentList.Arguments is [{ Expression: var from }, { Expression: var count }])
        {
            changes.Add(new TextChange(call.Span, from is LiteralExpressionSyntax { Token.ValueText: "0" } ? $"ParallelRange.From(0, {count})" : $"ParallelRange.From({from}, {from} + ({count}))"));
        }

        InvocationExpressionSyntax whole = call;
        int operators = 0;
        while (whole.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax next } dot && model.GetSymbolInfo(next, cancellationToken).Symbol is IMethodSymbol { ContainingType.Name: "ParallelEnumerable" } operation)
        {
            switch (operation.Name)
            {
                case "WithExecutionMode" or "WithMergeOptions":
                    changes.Add(new TextChange(TextSpan.FromBounds(dot.OperatorToken.SpanStart, next.Span.End), ""));
                    break;
                case "AsSequential" or "Aggregate":
                    return null;
                default:
                    operators++;
                    break;
            }

            whole = next;
        }

        var edit = new Edit("Use this library's sequences", "InParallel", changes);
        SourceText text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        Document changed = document.WithText(text.WithChanges(changes.OrderBy(static change => change.Span.Start)));
        SyntaxNode root = (await changed.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false))!;
        SemanticModel? after = await WithNamespace(changed, root).GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        SyntaxNode newRoot = await after!.SyntaxTree.GetRootAsync(cancellationToken).ConfigureAwait(false);
        int start = whole.SpanStart + newRoot.FullSpan.Length - root.FullSpan.Length;
        InvocationExpressionSyntax? chain = newRoot.DescendantNodes().OfType<InvocationExpressionSyntax>().FirstOrDefault(node => node.SpanStart == start);
        int ours = chain?.DescendantNodesAndSelf().TakeWhile(static node => node is InvocationExpressionSyntax or MemberAccessExpressionSyntax).OfType<InvocationExpressionSyntax>()
            .Count(node => after.GetSymbolInfo(node, cancellationToken).Symbol is IMethodSymbol { ContainingType: { ContainingNamespace.Name: "ParallelCore" } type } && (type.Name.Contains("Sequence"))) ?? 0;
        return ours >= operators + (method.Name == "AsParallel" ? 1 : 0) ? edit : null;
    }

    private static Document WithNamespace(Document document, SyntaxNode root) =>
        document.WithSyntaxRoot(((CompilationUnitSyntax)root).WithUsings(((CompilationUnitSyntax)root).Usings.Insert(0, SyntaxFactory.ParseCompilationUnit("using ParallelCore;\n").Usings[0])));
}
