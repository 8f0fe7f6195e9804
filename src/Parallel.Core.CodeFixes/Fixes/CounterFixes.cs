namespace ParallelCore.CodeFixes.Fixes;

/// <summary>A variable that several iterations count with: a striped counter, or atomic steps.</summary>
internal static class CounterFixes
{
    public static IEnumerable<Edit> Of(ParallelCallSite site, SyntaxNode node, CancellationToken cancellationToken)
    {
        if (node.AncestorsAndSelf().Select(TargetOf).FirstOrDefault(static target => target is not null) is not { } target
            || site.Model.GetSymbolInfo(target, cancellationToken).Symbol is not (ILocalSymbol { IsRef: false } or IFieldSymbol { IsReadOnly: false, IsVolatile: false }) || site.Model.GetTypeInfo(target, cancellationToken).Type is not { } type)
        {
            yield break;
        }

        ISymbol symbol = site.Model.GetSymbolInfo(target, cancellationToken).Symbol!;
        bool isNumber = type.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64;
        List<IdentifierNameSyntax> mentions = [.. Mentions.Of(symbol, site.Lambda, site.Model, cancellationToken)];
        List<ExpressionSyntax> steps = [.. mentions.Select(static mention => StepOf(mention)).OfType<ExpressionSyntax>()];
        if (!isNumber || steps.Count != mentions.Count || steps.Any(step => step.DescendantNodes().OfType<IdentifierNameSyntax>().Count(name => name.Identifier.ValueText == symbol.Name) != 1 || IsChecked(site.Model, step, cancellationToken)))
        {
            yield break;
        }

        if (symbol is ILocalSymbol local && Striped(site, local, type, mentions, steps, cancellationToken) is { } striped)
        {
            yield return striped;
        }

        List<TextChange> changes = [.. steps.Select(step => new TextChange(step.Span, Atomic(step)))];
        yield return new Edit("Count with Interlocked", "Interlocked", changes);
    }

    private static ExpressionSyntax? TargetOf(SyntaxNode node) =>
        node switch
        {
            AssignmentExpressionSyntax assignment => assignment.Left,
            PostfixUnaryExpressionSyntax post => post.Operand,
            PrefixUnaryExpressionSyntax pre => pre.Operand,
            _ => null,
        };

    /// <summary>The whole step that a mention is the target of: one that only adds.</summary>
    private static ExpressionSyntax? StepOf(IdentifierNameSyntax mention)
    {
        ExpressionSyntax target = mention.Parent is MemberAccessExpressionSyntax member && member.Name == mention ? member : mention;
        return target.Parent switch
        {
            AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.AddAssignmentExpression or (int)SyntaxKind.SubtractAssignmentExpression } assignment when assignment.Left == target => assignment,
            PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PostIncrementExpression or (int)SyntaxKind.PostDecrementExpression } post => post,
            PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreIncrementExpression or (int)SyntaxKind.PreDecrementExpression } pre => pre,
            _ => null,
        };
    }

    private static bool IsChecked(SemanticModel model, ExpressionSyntax step, CancellationToken cancellationToken) =>
        model.GetOperation(step, cancellationToken) is Microsoft.CodeAnalysis.Operations.ICompoundAssignmentOperation { IsChecked: true } or Microsoft.CodeAnalysis.Operations.IIncrementOrDecrementOperation { IsChecked: true };

    private static string Atomic(ExpressionSyntax step)
    {
        switch (step)
        {
            case AssignmentExpressionSyntax assignment:
                return assignment.IsKind(SyntaxKind.AddAssignmentExpression) ? $"Interlocked.Add(ref {assignment.Left}, {assignment.Right})" : $"Interlocked.Add(ref {assignment.Left}, -({assignment.Right}))";
            case PrefixUnaryExpressionSyntax pre:
                return $"Interlocked.{(pre.IsKind(SyntaxKind.PreIncrementExpression) ? "Increment" : "Decrement")}(ref {pre.Operand})";
            default:
                var post = (PostfixUnaryExpressionSyntax)step;
                bool isUp = post.IsKind(SyntaxKind.PostIncrementExpression);
                string call = $"Interlocked.{(isUp ? "Increment" : "Decrement")}(ref {post.Operand})";
                return post.Parent is ExpressionStatementSyntax or LambdaExpressionSyntax ? call : $"({call} {(isUp ? "-" : "+")} 1)";
        }
    }

    /// <summary>A counter that starts at zero, is only added to in the body, and only read outside.</summary>
    private static Edit? Striped(ParallelCallSite site, ILocalSymbol local, ITypeSymbol type, List<IdentifierNameSyntax> inside, List<ExpressionSyntax> steps, CancellationToken cancellationToken)
    {
        if (local.DeclaringSyntaxReferences is not [{ } only] || only.GetSyntax(cancellationToken) is not VariableDeclaratorSyntax { Initializer.Value: LiteralExpressionSyntax { Token.ValueText: "0" }, Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: LocalDeclarationStatementSyntax { Parent: { } scope } declaration } }
            || steps.Any(static step => step.Parent is not (ExpressionStatementSyntax or LambdaExpressionSyntax)))
        {
            return null;
        }

        List<IdentifierNameSyntax> outside = [.. Mentions.Of(local, scope.Parent is GlobalStatementSyntax or CompilationUnitSyntax ? scope.SyntaxTree.GetRoot(cancellationToken) : scope, site.Model, cancellationToken).Except(inside)];
        if (outside.Any(static mention => StepOf(mention) is not null || mention.Parent is AssignmentExpressionSyntax { } assignment && assignment.Left == mention || mention.Parent is ArgumentSyntax { RefKindKeyword.RawKind: not 0 }))
        {
            return null;
        }

        string read = type.SpecialType == SpecialType.System_Int32 ? $"(int){local.Name}.Sum()" : $"{local.Name}.Sum()";
        List<TextChange> changes =
        [
            new TextChange(declaration.Span, $"var {local.Name} = new StripedCounter();"),
            .. steps.Select(step => new TextChange(step.Span, Counted(step, local.Name))),
            .. outside.Select(mention => new TextChange(mention.Span, mention.Parent is MemberAccessExpressionSyntax && read[0] == '(' ? $"({read})" : mention.Parent is InterpolationSyntax && read[0] == '(' ? $"({read})" : read)),
        ];
        return new Edit("Count with a StripedCounter", "StripedCounter", changes);
    }

    private static string Counted(ExpressionSyntax step, string name) =>
        step switch
        {
            AssignmentExpressionSyntax assignment when assignment.IsKind(SyntaxKind.AddAssignmentExpression) => $"{name}.Add({assignment.Right})",
            AssignmentExpressionSyntax assignment => $"{name}.Add(-(long)({assignment.Right}))",
            _ => step.Kind() is SyntaxKind.PostIncrementExpression or SyntaxKind.PreIncrementExpression ? $"{name}.Increment()" : $"{name}.Decrement()",
        };
}
