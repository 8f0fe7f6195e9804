using ParallelCore.Analyzers.Loops;

namespace ParallelCore.CodeFixes.Fixes;

/// <summary>Lists and dictionaries that several iterations fill.</summary>
internal static class CollectionFixes
{
    public static IEnumerable<Edit> Of(ParallelCallSite site, SyntaxNode node, CancellationToken cancellationToken)
    {
        if (LocalIn(site, node, cancellationToken) is not ({ } local, { } declaration))
        {
            yield break;
        }

        if (LoopShape.IsList(local.Type) && Collector(site, local, declaration, cancellationToken) is { } collector)
        {
            yield return collector;
        }

        if (local.Type is INamedTypeSymbol { Name: "Dictionary", ContainingNamespace: { Name: "Generic", ContainingNamespace.Name: "Collections" } } && Synchronized(site, local, declaration, cancellationToken) is { } dictionary)
        {
            yield return dictionary;
        }
    }

    /// <summary><c>if (!d.ContainsKey(k)) d[k] = v;</c> on a dictionary that is made for being shared, as one step.</summary>
    public static IEnumerable<Edit> Steps(ParallelCallSite site, SyntaxNode node, CancellationToken cancellationToken)
    {
        if (node.AncestorsAndSelf().TakeWhile(current => current != site.Lambda).OfType<IfStatementSyntax>().FirstOrDefault() is { Else: null, Condition: PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression, Operand: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ContainsKey", Expression: var map }, ArgumentList.Arguments: [{ Expression: var key }] } } } test
            && site.Model.GetTypeInfo(map, cancellationToken).Type is INamedTypeSymbol { Name: "ConcurrentDictionary" or "SynchronizedDictionary", TypeArguments: [{ } keyType, _] }
            && StoredBy(Only(test.Statement), map, key) is { } value)
        {
            string parameter = Free(site, "missing");
            yield return new Edit("Add what is missing in one step", "GetOrAdd", test.Span, $"{map}.GetOrAdd({key}, {parameter} => {value});");
        }

        // d[k] += v and d[k] = d[k] + v under the dictionary's own lock.
        if (node.AncestorsAndSelf().TakeWhile(current => current != site.Lambda).OfType<ExpressionStatementSyntax>().FirstOrDefault() is { } statement && Updated(site, statement, cancellationToken) is { } updated)
        {
            yield return new Edit("Update in one step", "Update", statement.Span, updated);
        }
    }

    private static string? Updated(ParallelCallSite site, ExpressionStatementSyntax statement, CancellationToken cancellationToken)
    {
        ExpressionSyntax? target = statement.Expression switch
        {
            AssignmentExpressionSyntax assignment => assignment.Left,
            PostfixUnaryExpressionSyntax post => post.Operand,
            PrefixUnaryExpressionSyntax pre => pre.Operand,
            _ => null,
        };
        if (target is not ElementAccessExpressionSyntax { Expression: IdentifierNameSyntax map } || site.Model.GetTypeInfo(map, cancellationToken).Type is not { Name: "SynchronizedDictionary" } || site.Model.GetSymbolInfo(map, cancellationToken).Symbol is not { } symbol
            || statement.DescendantNodes().Any(static node => node is InvocationExpressionSyntax or AwaitExpressionSyntax))
        {
            return null;
        }

        string name = Free(site, "items");
        SyntaxNode renamed = statement.Expression.ReplaceNodes(Mentions.Of(symbol, statement.Expression, site.Model, cancellationToken), (_, mention) => SyntaxFactory.IdentifierName(name).WithTriviaFrom(mention));
        return $"{map}.Update({name} => {{ {renamed}; }});";
    }

    private static StatementSyntax Only(StatementSyntax statement) => statement is BlockSyntax { Statements: [{ } only] } ? only : statement;

    private static ExpressionSyntax? StoredBy(StatementSyntax statement, ExpressionSyntax map, ExpressionSyntax key)
    {
        switch ((statement as ExpressionStatementSyntax)?.Expression)
        {
            case AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Left: ElementAccessExpressionSyntax { ArgumentList.Arguments: [{ Expression: var index }] } element, Right: var value }
                when SyntaxFactory.AreEquivalent(element.Expression, map) && SyntaxFactory.AreEquivalent(index, key):
                return value;
            case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Add" or "TryAdd" } call, ArgumentList.Arguments: [{ Expression: var index }, { Expression: var added }] }
                when SyntaxFactory.AreEquivalent(call.Expression, map) && SyntaxFactory.AreEquivalent(index, key):
                return added;
            default:
                return null;
        }
    }

    /// <summary>A list declared as a new one, to which the body appends once, right under its own index.</summary>
    private static Edit? Collector(ParallelCallSite site, ILocalSymbol list, LocalDeclarationStatementSyntax declaration, CancellationToken cancellationToken)
    {
        List<IdentifierNameSyntax> mentions = [.. Mentions.Of(list, declaration.Parent!, site.Model, cancellationToken)];
        List<IdentifierNameSyntax> inside = [.. mentions.Where(mention => site.Lambda.Span.Contains(mention.Span))];
        if (!site.IsRange || site.Parameters.Count != 1 || site.Symbol is not { } index || declaration.Parent != site.Statement.Parent
            || mentions.Any(mention => mention.SpanStart < site.Statement.SpanStart)
            || inside.Any(static mention => mention.Parent is not MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Add", Parent: InvocationExpressionSyntax { Parent: ExpressionStatementSyntax or LambdaExpressionSyntax } })
            || declaration.Declaration.Variables[0].Initializer?.Value is not BaseObjectCreationExpressionSyntax { Initializer: null } made || made.ArgumentList?.Arguments.Count > 0
            || ((INamedTypeSymbol)list.Type).TypeArguments is not [{ } item])
        {
            return null;
        }

        string collected = Free(site, list.Name + "InOrder"), type = item.ToMinimalDisplayString(site.Model, declaration.SpanStart);
        List<TextChange> changes =
        [
            new TextChange(declaration.Span, $"var {collected} = new OrderedCollector<{type}>();"),
            .. inside.Select(mention => new TextChange(mention.Span, collected)),
            .. inside.Select(mention => new TextChange(new TextSpan(((InvocationExpressionSyntax)mention.Parent!.Parent!).ArgumentList.OpenParenToken.Span.End, 0), index.Name + ", ")),
            new TextChange(new TextSpan(site.Statement.Span.End, 0), $"\n{declaration.Declaration.Type} {list.Name} = {collected}.ToList();"),
        ];
        return new Edit("Collect in order of the index", "OrderedCollector", changes);
    }

    /// <summary>A dictionary of the method's own: every statement that uses it more than once becomes one step under its lock.</summary>
    private static Edit? Synchronized(ParallelCallSite site, ILocalSymbol map, LocalDeclarationStatementSyntax declaration, CancellationToken cancellationToken)
    {
        if (declaration.Declaration.Variables[0].Initializer?.Value is not BaseObjectCreationExpressionSyntax { Initializer: null } made || map.Type is not INamedTypeSymbol { TypeArguments: [{ } key, { } value] })
        {
            return null;
        }

        string arguments = made.ArgumentList?.ToString() ?? "()", name = Free(site, "items");
        string types = $"{key.ToMinimalDisplayString(site.Model, declaration.SpanStart)}, {value.ToMinimalDisplayString(site.Model, declaration.SpanStart)}";
        List<TextChange> changes = [new TextChange(declaration.Span, $"var {map.Name} = new SynchronizedDictionary<{types}>{arguments};")];
        List<IdentifierNameSyntax> inside = [.. Mentions.Of(map, site.Lambda, site.Model, cancellationToken)];
        if (site.Lambda.Body is not BlockSyntax block)
        {
            if (inside.Count > 1 || IsCompound(inside[0]))
            {
                changes.Add(Step(site.Lambda.Body, inside, map.Name, name));
            }

            return new Edit("Use a SynchronizedDictionary", "SynchronizedDictionary", changes);
        }

        // A value read by one statement and used to change the dictionary in another is lost in between: those become one step together.
        StatementSyntax[] users = [.. block.Statements.Where(statement => inside.Any(mention => statement.Span.Contains(mention.Span)))];
        if (users.Length == 1)
        {
            List<IdentifierNameSyntax> its = [.. inside.Where(mention => users[0].Span.Contains(mention.Span))];
            if (its.Count > 1 || IsCompound(its[0]))
            {
                if (users[0].DescendantNodesAndSelf().Any(static node => node is ReturnStatementSyntax or BreakStatementSyntax or ContinueStatementSyntax or AwaitExpressionSyntax or YieldStatementSyntax or LocalDeclarationStatementSyntax { Parent: not BlockSyntax }) || users[0] is LocalDeclarationStatementSyntax)
                {
                    return null;
                }

                changes.Add(Step(users[0], its, map.Name, name));
            }

            return new Edit("Use a SynchronizedDictionary", "SynchronizedDictionary", changes);
        }

        int first = block.Statements.IndexOf(users[0]), last = block.Statements.IndexOf(users[users.Length - 1]);
        var span = TextSpan.FromBounds(users[0].SpanStart, users[users.Length - 1].Span.End);
        bool isClosed = block.Statements.Skip(last + 1).All(static _ => false) && !block.Statements.Skip(first).SelectMany(static statement => statement.DescendantNodesAndSelf()).Any(static node => node is ReturnStatementSyntax or AwaitExpressionSyntax or YieldStatementSyntax);
        if (!isClosed)
        {
            return null;
        }

        string text = block.SyntaxTree.GetText(cancellationToken).ToString(span);
        changes.Add(new TextChange(span, $"{map.Name}.Update({name} => {{ {Renamed(text, span.Start, inside, name)} }});"));
        return new Edit("Use a SynchronizedDictionary", "SynchronizedDictionary", changes);
    }

    private static bool IsCompound(IdentifierNameSyntax mention) =>
        mention.Parent is ElementAccessExpressionSyntax { Parent: AssignmentExpressionSyntax { RawKind: not (int)SyntaxKind.SimpleAssignmentExpression } or PostfixUnaryExpressionSyntax or PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreIncrementExpression or (int)SyntaxKind.PreDecrementExpression } };

    private static TextChange Step(SyntaxNode code, List<IdentifierNameSyntax> mentions, string map, string name)
    {
        string text = Renamed(code.ToString(), code.SpanStart, mentions, name);
        return new TextChange(code.Span, code is StatementSyntax ? $"{map}.Update({name} => {{ {text} }});" : $"{map}.Update({name} => {{ {text}; }})");
    }

    private static string Renamed(string text, int start, IEnumerable<IdentifierNameSyntax> mentions, string name)
    {
        foreach (IdentifierNameSyntax mention in mentions.OrderByDescending(static mention => mention.SpanStart))
        {
            text = text.Substring(0, mention.SpanStart - start) + name + text.Substring(mention.Span.End - start);
        }

        return text;
    }

    internal static (ILocalSymbol? Local, LocalDeclarationStatementSyntax? Declaration) LocalIn(ParallelCallSite site, SyntaxNode node, CancellationToken cancellationToken)
    {
        foreach (IdentifierNameSyntax name in node.AncestorsAndSelf().TakeWhile(current => current != site.Lambda && current is not BlockSyntax).SelectMany(static current => current.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>()))
        {
            if (site.Model.GetSymbolInfo(name, cancellationToken).Symbol is ILocalSymbol local && local.DeclaringSyntaxReferences is [{ } only]
                && only.GetSyntax(cancellationToken) is VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: LocalDeclarationStatementSyntax { UsingKeyword.RawKind: 0 } declaration } } && !site.Lambda.Span.Contains(declaration.Span)
                && local.Type.IsReferenceType && local.Type.SpecialType != SpecialType.System_String)
            {
                return (local, declaration);
            }
        }

        return default;
    }

    internal static string Free(ParallelCallSite site, string wanted)
    {
        string name = wanted;
        for (int i = 2; !site.Model.LookupSymbols(site.Lambda.Body.SpanStart, name: name).IsEmpty || site.Statement.DescendantTokens().Any(token => token.ValueText == name); i++)
        {
            name = wanted + i;
        }

        return name;
    }
}
