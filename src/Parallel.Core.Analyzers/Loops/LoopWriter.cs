using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ParallelCore.Analyzers.Loops;

/// <summary>Writes what stands in a loop's place. The body's own text is kept, but for what it calls its result.</summary>
internal sealed class LoopWriter(LoopShape shape, SemanticModel model)
{
    private string Index => shape.Variable.Name;

    private string Head => shape.Source is null ? $"ParallelRange.From({shape.First}, {shape.To})" : $"ParallelRange.Over({shape.Source})";

    public LoopOffer ByIndex() =>
        new("Run the loop in parallel, by index", "Run.Index", $"ParallelRange.Run({shape.First}, {shape.To}, {Index} => {Lambda(shape.Body, "return;", isStatement: true)});", [shape.Loop]);

    public LoopOffer ByChunk()
    {
        string start = Free("start"), end = Free("end"), type = shape.Variable.Type.SpecialType == SpecialType.System_Int64 ? "long" : "int";
        return new("Run the loop in parallel, by chunk", "Run.Chunk", $$"""
            ParallelRange.Run({{shape.First}}, {{shape.To}}, ({{start}}, {{end}}) =>
            {
                for ({{type}} {{Index}} = {{start}}; {{Index}} < {{end}}; {{Index}}++)
                {{shape.Body}}
            });
            """, [shape.Loop]);
    }

    /// <summary>Each body sees the part of the array that it may write, and nothing else of it.</summary>
    public LoopOffer? BySpan(LoopReader reader)
    {
        if (shape.From is not LiteralExpressionSyntax { Token.ValueText: "0" } || shape.IsInclusive || shape.Variable.Type.SpecialType != SpecialType.System_Int32
            || shape.Bound is not MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Length", Expression: IdentifierNameSyntax array } || model.GetSymbolInfo(array).Symbol is not (ILocalSymbol or IParameterSymbol))
        {
            return null;
        }

        // Every mention of the array in the body is its own element, and there is no other use of an index that a span would shift.
        string name = array.Identifier.ValueText, span = Free("span"), start = Free("start"), place = Free("k");
        List<ElementAccessExpressionSyntax> elements = [];
        foreach (IdentifierNameSyntax mention in shape.Body.DescendantNodes().OfType<IdentifierNameSyntax>().Where(node => node.Identifier.ValueText == name))
        {
            if (mention.Parent is not ElementAccessExpressionSyntax { ArgumentList.Arguments: [{ Expression: IdentifierNameSyntax index }] } element || index.Identifier.ValueText != Index)
            {
                return null;
            }

            elements.Add(element);
        }

        if (elements.Count == 0 || !reader.Elements.Any(access => access.IsWrite && access.Syntax is ElementAccessExpressionSyntax target && elements.Contains(target)))
        {
            return null;
        }

        StatementSyntax body = shape.Body.ReplaceNodes(elements, (element, _) => SyntaxFactory.ParseExpression($"{span}[{place}]").WithTriviaFrom(element));
        string declares = body.DescendantNodes().OfType<IdentifierNameSyntax>().Any(node => node.Identifier.ValueText == Index) ? $"int {Index} = {start} + {place};" : "";
        string inner = body is BlockSyntax block ? string.Concat(block.Statements.Select(static statement => statement.ToFullString())) : body.ToString();
        return new("Run the loop in parallel, by span", "Run.Span", $$"""
            ParallelRange.ForEachSpan({{name}}, ChunkPolicy.Auto, ({{span}}, {{start}}) =>
            {
                for (int {{place}} = 0; {{place}} < {{span}}.Length; {{place}}++)
                {
                    {{declares}}
                    {{inner}}
                }
            });
            """, [shape.Loop]);
    }

    /// <summary><c>T[] a = new T[n]; for (...) a[i] = f(i);</c> as one expression.</summary>
    public LoopOffer? Collected()
    {
        if (shape.From is not LiteralExpressionSyntax { Token.ValueText: "0" } || shape.IsInclusive || Only(shape.Body) is not ExpressionStatementSyntax
            {
                Expression: AssignmentExpressionSyntax
                {
                    RawKind: (int)SyntaxKind.SimpleAssignmentExpression,
                    Left: ElementAccessExpressionSyntax { Expression: IdentifierNameSyntax array, ArgumentList.Arguments: [{ Expression: IdentifierNameSyntax index }] },
                    Right: var value,
                },
            }
            || index.Identifier.ValueText != Index
            || Before(shape.Loop) is not LocalDeclarationStatementSyntax { UsingKeyword.RawKind: 0, Declaration: { Variables: [{ Initializer.Value: ArrayCreationExpressionSyntax { Initializer: null, Type.RankSpecifiers: [{ Sizes: [{ } size] }] } } declared] } declaration } before
            || declared.Identifier.ValueText != array.Identifier.ValueText
            || value.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(node => node.Identifier.ValueText == array.Identifier.ValueText)
            || model.GetTypeInfo(size).Type?.SpecialType != SpecialType.System_Int32)
        {
            return null;
        }

        // As many as the array has, said in one of two ways.
        bool isWhole = SyntaxFactory.AreEquivalent(size, shape.Bound!) || (shape.Bound is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Length", Expression: IdentifierNameSyntax owner } && owner.Identifier.ValueText == array.Identifier.ValueText);
        if (!isWhole || model.GetDeclaredSymbol(declared) is not ILocalSymbol { Type: IArrayTypeSymbol { Rank: 1, ElementType: { } element } } || !IsRepeatable(size))
        {
            return null;
        }

        ITypeSymbol? computed = model.GetTypeInfo(value).Type;
        string name = element.ToMinimalDisplayString(model, shape.Loop.SpanStart);
        string result = SymbolEqualityComparer.Default.Equals(computed, element) ? value.ToString() : $"({name})({value})";
        string text = $"{declaration.Type} {declared.Identifier} = ParallelRange.From(0, {size}).Select({Index} => {result}).ToArray();";
        return new("Compute the array in parallel", "Select.ToArray", text, [before, shape.Loop]);
    }

    public LoopOffer? Appended(IInvocationOperation append, ILocalSymbol list)
    {
        // { locals; if (condition) list.Add(value); }, with either of the two.
        StatementSyntax? only = Only(shape.Body);
        ExpressionSyntax? condition = null;
        if (only is IfStatementSyntax { Else: null } test)
        {
            condition = test.Condition;
            only = Only(test.Statement);
        }

        ExpressionSyntax value = ((InvocationExpressionSyntax)append.Syntax).ArgumentList.Arguments[0].Expression;
        string chain = Head, item = append.Arguments[0].Value.Type!.ToMinimalDisplayString(model, shape.Loop.SpanStart);
        bool isTyped = SymbolEqualityComparer.Default.Equals(model.GetTypeInfo(value).Type, append.Arguments[0].Value.Type);
        if (only is ExpressionStatementSyntax { Expression: InvocationExpressionSyntax call } && call == append.Syntax)
        {
            if (condition is not null)
            {
                chain += $".Where({Index} => {condition})";
            }

            if (!(value is IdentifierNameSyntax same && same.Identifier.ValueText == Index && isTyped))
            {
                chain += isTyped ? $".Select({Index} => {value})" : $".Select({Index} => ({item})({value}))";
            }
        }
        else if (shape.Body is BlockSyntax { Statements: [.., ExpressionStatementSyntax { Expression: InvocationExpressionSyntax last }] } block && last == append.Syntax && !block.DescendantNodes().OfType<ContinueStatementSyntax>().Any())
        {
            string returned = isTyped ? value.ToString() : $"({item})({value})";
            chain += $".Select({Index} => {{ {string.Concat(block.Statements.Take(block.Statements.Count - 1).Select(static statement => statement.ToFullString()))} return {returned}; }})";
        }
        else
        {
            return null;
        }

        if (Before(shape.Loop) is LocalDeclarationStatementSyntax { UsingKeyword.RawKind: 0, Declaration: { Variables: [{ } declared] } declaration } before && declared.Identifier.ValueText == list.Name && IsEmptyList(declared.Initializer?.Value))
        {
            return new("Compute the list in parallel", "Select.ToList", $"{declaration.Type} {list.Name} = {chain}.ToList();", [before, shape.Loop]);
        }

        return new("Compute what is appended in parallel", "Select.AddRange", $"{list.Name}.AddRange({chain}.ToArray());", [shape.Loop]);
    }

    public IReadOnlyList<LoopOffer> Sums(ISymbol result, ITypeSymbol type, string combines, List<IOperation> writes)
    {
        if (combines == "+" && writes is [{ } write] && Simple(result, type, write) is { } simple)
        {
            return [simple];
        }

        string name = Free("part"), identity = (combines, type.SpecialType) switch
        {
            ("*", _) => "1",
            ("&", SpecialType.System_Boolean) => "true",
            ("&", SpecialType.System_UInt32) => "uint.MaxValue",
            ("&", SpecialType.System_UInt64) => "ulong.MaxValue",
            ("&", _) => "-1",
            (_, SpecialType.System_Boolean) => "false",
            _ => "0",
        };
        string shown = type.ToMinimalDisplayString(model, shape.Loop.SpanStart), left = Free("left"), right = Free("right");
        string seed = type.SpecialType == SpecialType.System_Int32 || type.SpecialType == SpecialType.System_Boolean ? identity : identity.Contains(".") ? identity : identity + (type.SpecialType switch
        {
            SpecialType.System_Int64 => "L",
            SpecialType.System_UInt32 => "U",
            SpecialType.System_Double => "D",
            SpecialType.System_Single => "F",
            SpecialType.System_Decimal => "M",
            _ => "UL",
        });
        string text = $"{result.Name} {combines}= {Head}.Aggregate({seed}, ({shown} {name}, {ItemType()} {Index}) => {Folded(result, name)}, ({left}, {right}) => {left} {combines} {right});";
        return [new("Combine in parallel", "Aggregate", text, [shape.Loop])];
    }

    public LoopOffer Extreme(ISymbol result, bool isGreatest, string combine)
    {
        ITypeSymbol type = result is ILocalSymbol local ? local.Type : ((IParameterSymbol)result).Type;
        string name = Free(isGreatest ? "greatest" : "least"), left = Free("left"), right = Free("right"), shown = type.ToMinimalDisplayString(model, shape.Loop.SpanStart);
        string combines = combine.Replace("{0}", $"({left}, {right})").Replace("{1}", left).Replace("{2}", right);

        // The variable's own value is where each part begins: it counts as often as it likes.
        string text = $"{result.Name} = {Head}.Aggregate({result.Name}, ({shown} {name}, {ItemType()} {Index}) => {Folded(result, name)}, {combines});";
        return new(isGreatest ? "Find the greatest in parallel" : "Find the least in parallel", "Aggregate.Extreme", text, [shape.Loop]);
    }

    /// <summary><c>sum += value</c> and <c>if (condition) count++</c>, where the sum of what is added can't overflow.</summary>
    private LoopOffer? Simple(ISymbol result, ITypeSymbol type, IOperation write)
    {
        StatementSyntax? only = Only(shape.Body);
        ExpressionSyntax? condition = null;
        if (only is IfStatementSyntax { Else: null } test)
        {
            condition = test.Condition;
            only = Only(test.Statement);
        }

        if (only is not ExpressionStatementSyntax statement || statement.Expression != write.Syntax)
        {
            return null;
        }

        bool isLong = type.SpecialType == SpecialType.System_Int64;
        bool isRounded = type.SpecialType is SpecialType.System_Double or SpecialType.System_Single or SpecialType.System_Decimal;
        if (write is IIncrementOrDecrementOperation { Kind: OperationKind.Increment } && condition is not null && (isLong || (type.SpecialType == SpecialType.System_Int32 && shape.Variable.Type.SpecialType != SpecialType.System_Int64)))
        {
            return new("Count in parallel", "Count", $"{result.Name} += {Head}.{(isLong ? "LongCount" : "Count")}({Index} => {condition});", [shape.Loop]);
        }

        // Numbers of 32 bits, at most 2^31 of them.
        bool isCounted = shape.Source is not null || shape.Variable.Type.SpecialType == SpecialType.System_Int32;
        if (write is ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Add, Syntax: AssignmentExpressionSyntax { Right: var addend } } && isRounded)
        {
            string chosen = condition is null ? "" : $".Where({Index} => {condition})";
            string added = SymbolEqualityComparer.Default.Equals(model.GetTypeInfo(addend).Type, type) ? addend.ToString() : $"({type.ToMinimalDisplayString(model, shape.Loop.SpanStart)})({addend})";
            return new("Add up in parallel", "Sum", $"{result.Name} += {Head}{chosen}.Sum({Index} => {added});", [shape.Loop]);
        }

        if (write is ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Add, Syntax: AssignmentExpressionSyntax { Right: var value } } && isLong && isCounted
            && model.GetTypeInfo(value).Type?.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int16 or SpecialType.System_Byte or SpecialType.System_SByte or SpecialType.System_UInt16 or SpecialType.System_Char)
        {
            string chosen = condition is null ? "" : $".Where({Index} => {condition})";
            string added = value is IdentifierNameSyntax or LiteralExpressionSyntax or ElementAccessExpressionSyntax or InvocationExpressionSyntax or MemberAccessExpressionSyntax or ParenthesizedExpressionSyntax ? value.ToString() : $"({value})";
            return new("Add up in parallel", "Sum", $"{result.Name} += {Head}{chosen}.Sum({Index} => (long){added});", [shape.Loop]);
        }

        return null;
    }

    private string ItemType() => shape.Variable.Type.ToMinimalDisplayString(model, shape.Loop.SpanStart);

    /// <summary>The body as a fold: on a part of the result, which it returns.</summary>
    private string Folded(ISymbol result, string name)
    {
        IEnumerable<IdentifierNameSyntax> mentions = shape.Body.DescendantNodes().OfType<IdentifierNameSyntax>().Where(node => node.Identifier.ValueText == result.Name && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(node).Symbol, result));
        var renamed = (StatementSyntax)new Renaming([.. mentions], name).Visit(shape.Body);
        string end = $"return {name};";
        if (Only(renamed) is ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression } assignment } && assignment.Left.ToString() == name)
        {
            return assignment.Right.ToString();
        }

        string text = Lambda(renamed, end, isStatement: false);
        return text;
    }

    /// <summary>A loop's body as a lambda's: what went on with the next iteration leaves it.</summary>
    private static string Lambda(StatementSyntax body, string leave, bool isStatement)
    {
        var left = (StatementSyntax)new Leaving(leave).Visit(body);
        if (isStatement && Only(left) is ExpressionStatementSyntax { Expression: var expression })
        {
            return expression.ToString();
        }

        if (isStatement)
        {
            return left is BlockSyntax ? left.ToString() : $"{{ {left} }}";
        }

        return left is BlockSyntax block
            ? $"{{ {string.Concat(block.Statements.Select(static statement => statement.ToFullString()))} {leave} }}"
            : $"{{ {left} {leave} }}";
    }

    private static StatementSyntax? Only(StatementSyntax statement) => statement is BlockSyntax block ? block.Statements.Count == 1 ? Only(block.Statements[0]) : null : statement;

    private static StatementSyntax? Before(StatementSyntax statement)
    {
        if (statement.Parent is BlockSyntax block)
        {
            int at = block.Statements.IndexOf(statement);
            return at > 0 ? block.Statements[at - 1] : null;
        }

        return null;
    }

    private static bool IsEmptyList(ExpressionSyntax? value) =>
        value is ObjectCreationExpressionSyntax { Initializer: null, ArgumentList: null or { Arguments.Count: 0 } } or ImplicitObjectCreationExpressionSyntax { Initializer: null, ArgumentList.Arguments.Count: 0 } or CollectionExpressionSyntax { Elements.Count: 0 };

    private static bool IsRepeatable(ExpressionSyntax size) => size.DescendantNodesAndSelf().All(static node => node is IdentifierNameSyntax or LiteralExpressionSyntax or MemberAccessExpressionSyntax or BinaryExpressionSyntax);

    /// <summary>A name that nothing around or in the loop has.</summary>
    private string Free(string wanted)
    {
        string name = wanted;
        for (int i = 2; IsTaken(name); i++)
        {
            name = wanted + i;
        }

        return name;
    }

    private bool IsTaken(string name) =>
        !model.LookupSymbols(shape.Loop.SpanStart, name: name).IsEmpty || shape.Loop.DescendantTokens().Any(token => token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText == name);

    private sealed class Renaming(HashSet<IdentifierNameSyntax> mentions, string name) : CSharpSyntaxRewriter
    {
        public override SyntaxNode? VisitIdentifierName(IdentifierNameSyntax node) => mentions.Contains(node) ? SyntaxFactory.IdentifierName(name).WithTriviaFrom(node) : node;
    }

    private sealed class Leaving(string leave) : CSharpSyntaxRewriter
    {
        public override SyntaxNode? VisitContinueStatement(ContinueStatementSyntax node) => SyntaxFactory.ParseStatement(leave).WithTriviaFrom(node);

        public override SyntaxNode? VisitForStatement(ForStatementSyntax node) => node;

        public override SyntaxNode? VisitForEachStatement(ForEachStatementSyntax node) => node;

        public override SyntaxNode? VisitForEachVariableStatement(ForEachVariableStatementSyntax node) => node;

        public override SyntaxNode? VisitWhileStatement(WhileStatementSyntax node) => node;

        public override SyntaxNode? VisitDoStatement(DoStatementSyntax node) => node;
    }
}
