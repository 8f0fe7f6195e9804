using System.Threading;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ParallelCore.Analyzers.Loops;

/// <summary>A sequential loop as a range of numbers or the items of a collection: what it counts, from where to where.</summary>
internal sealed class LoopShape
{
    private bool _isWidened;

    private LoopShape(StatementSyntax loop, StatementSyntax body, ILocalSymbol variable)
    {
        Loop = loop;
        Body = body;
        Variable = variable;
    }

    public StatementSyntax Loop { get; }

    public StatementSyntax Body { get; }

    /// <summary>The index, or the item of a <c>foreach</c>.</summary>
    public ILocalSymbol Variable { get; }

    /// <summary>The first index; null for a <c>foreach</c>.</summary>
    public ExpressionSyntax? From { get; private set; }

    /// <summary>The bound that stands in the condition.</summary>
    public ExpressionSyntax? Bound { get; private set; }

    /// <summary>The bound is the last index, and not the one behind it.</summary>
    public bool IsInclusive { get; private set; }

    /// <summary>What a <c>foreach</c> runs over.</summary>
    public ExpressionSyntax? Source { get; private set; }

    /// <summary>The first index, as text that makes a long loop of one whose bounds are both ints.</summary>
    public string First => !_isWidened ? From!.ToString() : From is LiteralExpressionSyntax ? From + "L" : $"(long)({From})";

    /// <summary>The index behind the last, as text.</summary>
    public string To => !IsInclusive
        ? Bound!.ToString()
        : Bound is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.SubtractExpression, Right: LiteralExpressionSyntax { Token.ValueText: "1" } } minus
            ? minus.Left.ToString()
            : Bound is IdentifierNameSyntax or LiteralExpressionSyntax or MemberAccessExpressionSyntax ? $"{Bound} + 1" : $"({Bound}) + 1";

    /// <summary>Reads a loop; says why it is none of that form.</summary>
    public static LoopShape? Read(StatementSyntax loop, SemanticModel model, LoopOrigin origin, CancellationToken cancellationToken, out Refusal? refusal)
    {
        refusal = null;
        switch (loop)
        {
            case ForStatementSyntax counted:
                return ReadFor(counted, model, cancellationToken, out refusal);
            case ForEachStatementSyntax items:
                return ReadForEach(items, model, origin, cancellationToken, out refusal);
            default:
                refusal = new Refusal(loop, "only the condition says how many iterations there are, so they can't be handed out before the loop runs");
                return null;
        }
    }

    private static LoopShape? ReadFor(ForStatementSyntax loop, SemanticModel model, CancellationToken cancellationToken, out Refusal? refusal)
    {
        refusal = null;
        if (loop.Declaration is not { Variables: [{ Initializer.Value: { } from } declared] } || loop.Initializers.Count > 0)
        {
            refusal = new Refusal(loop, "it doesn't declare one index with its first value");
            return null;
        }

        if (model.GetDeclaredSymbol(declared, cancellationToken) is not ILocalSymbol { IsRef: false } variable || variable.Type.SpecialType is not (SpecialType.System_Int32 or SpecialType.System_Int64))
        {
            refusal = new Refusal(declared, "its index is neither an int nor a long");
            return null;
        }

        if (loop.Incrementors is not [{ } step] || !IsOneUp(step, declared.Identifier.ValueText))
        {
            refusal = new Refusal((SyntaxNode?)loop.Incrementors.FirstOrDefault() ?? loop, "its index doesn't go up in steps of one");
            return null;
        }

        (ExpressionSyntax? bound, bool isInclusive) = ReadBound(loop.Condition, declared.Identifier.ValueText);
        if (bound is null)
        {
            refusal = new Refusal((SyntaxNode?)loop.Condition ?? loop, "its condition isn't a comparison of the index with a bound");
            return null;
        }

        TypeInfo type = model.GetTypeInfo(bound, cancellationToken), first = model.GetTypeInfo(from, cancellationToken);
        if (!Fits(type.Type, variable.Type) || !Fits(first.Type, variable.Type))
        {
            refusal = new Refusal(bound, "its bounds have another type than its index");
            return null;
        }

        return new LoopShape(loop, loop.Statement, variable) { From = from, Bound = bound, IsInclusive = isInclusive, _isWidened = variable.Type.SpecialType == SpecialType.System_Int64 && type.Type?.SpecialType != SpecialType.System_Int64 && first.Type?.SpecialType != SpecialType.System_Int64 };
    }

    private static LoopShape? ReadForEach(ForEachStatementSyntax loop, SemanticModel model, LoopOrigin origin, CancellationToken cancellationToken, out Refusal? refusal)
    {
        refusal = null;
        if (loop.AwaitKeyword != default || model.GetDeclaredSymbol(loop, cancellationToken) is not ILocalSymbol { IsRef: false } variable)
        {
            refusal = new Refusal(loop, "its items come one after another");
            return null;
        }

        ForEachStatementInfo info = model.GetForEachStatementInfo(loop);
        ITypeSymbol? source = model.GetTypeInfo(loop.Expression, cancellationToken).Type;
        bool isKnown = origin == LoopOrigin.Parallel || source is IArrayTypeSymbol { Rank: 1 } || IsList(source) || IsNumbers(model.GetSymbolInfo(loop.Expression, cancellationToken).Symbol);
        if (!isKnown || !info.ElementConversion.IsIdentity)
        {
            refusal = new Refusal(loop.Expression, "its source is neither an array nor a List<T>: what its enumerator does isn't known");
            return null;
        }

        return new LoopShape(loop, loop.Statement, variable) { Source = loop.Expression };
    }

    public static bool IsList(ITypeSymbol? type) =>
        type is INamedTypeSymbol { Name: "List", TypeArguments.Length: 1, ContainingNamespace: { Name: "Generic", ContainingNamespace: { Name: "Collections", ContainingNamespace.Name: "System" } } };

    private static bool IsNumbers(ISymbol? symbol) => symbol is IMethodSymbol { Name: "Range", ContainingType: { Name: "Enumerable", ContainingNamespace: { Name: "Linq", ContainingNamespace.Name: "System" } } };

    // An int bound of a long index is fine; the other way round the bound may be no int.
    private static bool Fits(ITypeSymbol? bound, ITypeSymbol index) =>
        bound?.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int16 or SpecialType.System_Byte or SpecialType.System_SByte or SpecialType.System_UInt16
        || (bound?.SpecialType == SpecialType.System_Int64 && index.SpecialType == SpecialType.System_Int64);

    private static bool IsOneUp(ExpressionSyntax step, string index) =>
        step switch
        {
            PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PostIncrementExpression } post => IsName(post.Operand, index),
            PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreIncrementExpression } pre => IsName(pre.Operand, index),
            AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.AddAssignmentExpression, Right: LiteralExpressionSyntax { Token.ValueText: "1" } } add => IsName(add.Left, index),
            _ => false,
        };

    private static (ExpressionSyntax? Bound, bool IsInclusive) ReadBound(ExpressionSyntax? condition, string index)
    {
        if (condition is not BinaryExpressionSyntax binary)
        {
            return default;
        }

        return binary.Kind() switch
        {
            SyntaxKind.LessThanExpression when IsName(binary.Left, index) => (binary.Right, false),
            SyntaxKind.LessThanOrEqualExpression when IsName(binary.Left, index) => (binary.Right, true),
            SyntaxKind.GreaterThanExpression when IsName(binary.Right, index) => (binary.Left, false),
            SyntaxKind.GreaterThanOrEqualExpression when IsName(binary.Right, index) => (binary.Left, true),
            _ => default,
        };
    }

    private static bool IsName(ExpressionSyntax expression, string name) => expression is IdentifierNameSyntax identifier && identifier.Identifier.ValueText == name;
}

/// <summary>Why a loop stays as it is, and where that shows.</summary>
internal sealed record Refusal(SyntaxNode Where, string Why);
