using ParallelCore.Analyzers.Loops;

namespace ParallelCore.CodeFixes;

/// <summary>A call that runs a lambda in parallel, as a statement of its own: what it would be as the loop that it came from.</summary>
internal sealed class ParallelCallSite
{
    private ParallelCallSite(SemanticModel model, InvocationExpressionSyntax call, IMethodSymbol method, LambdaExpressionSyntax lambda, ExpressionStatementSyntax statement)
    {
        Model = model;
        Call = call;
        Method = method;
        Lambda = lambda;
        Statement = statement;
    }

    public SemanticModel Model { get; }

    public InvocationExpressionSyntax Call { get; }

    public IMethodSymbol Method { get; }

    public LambdaExpressionSyntax Lambda { get; }

    public ExpressionStatementSyntax Statement { get; }

    public bool IsOurs => Method.ContainingType.Name != "Parallel";

    /// <summary>What the body runs for: the index or the item.</summary>
    public ParameterSyntax? Parameter => Parameters.FirstOrDefault();

    public IReadOnlyList<ParameterSyntax> Parameters =>
        Lambda is SimpleLambdaExpressionSyntax simple ? new[] { simple.Parameter } : ((ParenthesizedLambdaExpressionSyntax)Lambda).ParameterList.Parameters;

    public IParameterSymbol? Symbol => Parameter is null ? null : Model.GetDeclaredSymbol(Parameter) as IParameterSymbol;

    /// <summary>A body for each number of a range.</summary>
    public bool IsRange => Method.Name is "Run" or "For" && Call.ArgumentList.Arguments.Count >= 3 && Symbol?.Type.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64;

    /// <summary>A body for each item of a source.</summary>
    public bool IsItems => Method.Name == "ForEach" && Method.ContainingType.Name is "Parallel" or "ParallelRange" && Call.ArgumentList.Arguments.Count >= 2;

    /// <summary>Nothing but bounds or a source, and one body of one parameter.</summary>
    public bool IsPlain => Parameters.Count == 1 && ((IsRange && Call.ArgumentList.Arguments.Count == 3) || (IsItems && Call.ArgumentList.Arguments.Count == 2)) && Call.ArgumentList.Arguments.All(static argument => argument.NameColon is null);

    /// <summary>The range or the source as the beginning of a sequence.</summary>
    public string Sequence
    {
        get
        {
            SeparatedSyntaxList<ArgumentSyntax> arguments = Call.ArgumentList.Arguments;
            return IsRange ? $"ParallelRange.From({arguments[0]}, {arguments[1]})" : $"ParallelRange.Over({arguments[0]})";
        }
    }

    public static ParallelCallSite? Around(SyntaxNode node, SemanticModel model, CancellationToken cancellationToken)
    {
        for (SyntaxNode? current = node; current is not null; current = current.Parent)
        {
            if (current is LambdaExpressionSyntax { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Parent: ExpressionStatementSyntax statement } call } } lambda
                && model.GetSymbolInfo(call, cancellationToken).Symbol is IMethodSymbol method
                && (method.ContainingType is { Name: "Parallel", ContainingNamespace: { Name: "Tasks", ContainingNamespace.Name: "Threading" } } || method.ContainingType is { Name: "ParallelRange", ContainingNamespace.Name: "ParallelCore" }))
            {
                return new ParallelCallSite(model, call, method, lambda, statement);
            }

            if (current is LambdaExpressionSyntax or MemberDeclarationSyntax)
            {
                return null;
            }
        }

        return null;
    }

    /// <summary>What the call can become when it is read as the loop that it stands for; locks in the body are left away if what they hold only computes besides.</summary>
    public IReadOnlyList<Edit> AsLoop(bool withoutLocks, CancellationToken cancellationToken)
    {
        if (!IsPlain || Symbol is not { } symbol || BodyOf(withoutLocks, cancellationToken) is not { } body)
        {
            return [];
        }

        SeparatedSyntaxList<ArgumentSyntax> arguments = Call.ArgumentList.Arguments;
        string type = symbol.Type.ToMinimalDisplayString(Model, Statement.SpanStart), name = symbol.Name;
        string loop = IsRange ? $"for ({type} {name} = {arguments[0]}; {name} < {arguments[1]}; {name}++) {body}" : $"foreach ({type} {name} in {arguments[0]}) {body}";
        SyntaxTree tree = Statement.SyntaxTree, changed = tree.WithChangedText(tree.GetText(cancellationToken).Replace(Statement.Span, loop));
        SemanticModel model = Model.Compilation.ReplaceSyntaxTree(tree, changed).GetSemanticModel(changed);
        StatementSyntax? statement = changed.GetRoot(cancellationToken).DescendantNodes().OfType<StatementSyntax>().FirstOrDefault(node => node.SpanStart == Statement.SpanStart && node is ForStatementSyntax or ForEachStatementSyntax);
        if (statement is null)
        {
            return [];
        }

        return [.. LoopOffers.For(statement, model, cancellationToken, LoopOrigin.Parallel).Offers.Select(offer =>
            new Edit(offer.Title, offer.Key, TextSpan.FromBounds(Math.Min(offer.Replaced[0].SpanStart, Statement.SpanStart), Statement.Span.End), offer.Text))];
    }

    /// <summary>Whether all mentions of a variable after its declaration are in the body.</summary>
    public bool HasToItself(ISymbol symbol, SyntaxNode declaration, CancellationToken cancellationToken)
    {
        SyntaxNode scope = declaration.Ancestors().FirstOrDefault(static node => node is BlockSyntax or CompilationUnitSyntax) ?? declaration;
        return Mentions.Of(symbol, scope, Model, cancellationToken).All(mention => Lambda.Span.Contains(mention.Span));
    }

    private string? BodyOf(bool withoutLocks, CancellationToken cancellationToken)
    {
        if (Lambda.AsyncKeyword != default)
        {
            return null;
        }

        if (Lambda.Body is not BlockSyntax block)
        {
            return $"{{ {Lambda.Body}; }}";
        }

        // A return that stands in a loop inside leaves more than that loop.
        ReturnStatementSyntax[] returns = [.. block.DescendantNodes(static node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)).OfType<ReturnStatementSyntax>()];
        if (returns.Any(one => one.Ancestors().TakeWhile(node => node != Lambda).Any(static node => node is ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax)))
        {
            return null;
        }

        LockStatementSyntax[] locks = withoutLocks ? [.. block.DescendantNodes().OfType<LockStatementSyntax>()] : [];
        if (locks.Any(held => !OnlyComputes(held, cancellationToken)))
        {
            return null;
        }

        SyntaxNode[] replaced = [.. returns, .. locks];
        return block.ReplaceNodes(replaced, static (_, node) => node switch
        {
            LockStatementSyntax { Statement: BlockSyntax { Statements.Count: 1 } only } => only.Statements[0],
            LockStatementSyntax held => held.Statement,
            _ => SyntaxFactory.ContinueStatement().WithTriviaFrom(node),
        }).ToString();
    }

    private bool OnlyComputes(LockStatementSyntax held, CancellationToken cancellationToken) =>
        held.Statement.DescendantNodes().All(node => node switch
        {
            InvocationExpressionSyntax call => Model.GetSymbolInfo(call, cancellationToken).Symbol is IMethodSymbol method
                && ((method.Name == "Add" && LoopShape.IsList(method.ContainingType)) || PureCalls.Contains(method) || new PureMethods(Model.Compilation, cancellationToken).Contains(method)),
            ObjectCreationExpressionSyntax or ImplicitObjectCreationExpressionSyntax or AwaitExpressionSyntax => false,
            AssignmentExpressionSyntax assignment => assignment.Left is IdentifierNameSyntax,
            _ => true,
        });
}

/// <summary>Where a variable is named.</summary>
internal static class Mentions
{
    public static IEnumerable<IdentifierNameSyntax> Of(ISymbol symbol, SyntaxNode scope, SemanticModel model, CancellationToken cancellationToken) =>
        scope.DescendantNodes().OfType<IdentifierNameSyntax>()
            .Where(node => node.Identifier.ValueText == symbol.Name && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(node, cancellationToken).Symbol, symbol));
}
