using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ParallelCore.Analyzers.Loops;

/// <summary>Whether a variable gets a value anywhere in some code, told by its name: another variable of that name counts, too.</summary>
internal static class Assignments
{
    public static bool Of(ISymbol variable, SyntaxNode code)
    {
        foreach (SyntaxNode node in code.DescendantNodes())
        {
            if (node is IdentifierNameSyntax name && name.Identifier.ValueText == variable.Name && IsTarget(name))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsTarget(ExpressionSyntax expression)
    {
        switch (expression.Parent)
        {
            case AssignmentExpressionSyntax assignment:
                return assignment.Left == expression;
            case PostfixUnaryExpressionSyntax post:
                return post.IsKind(SyntaxKind.PostIncrementExpression) || post.IsKind(SyntaxKind.PostDecrementExpression);
            case PrefixUnaryExpressionSyntax pre:
                return pre.Kind() is SyntaxKind.PreIncrementExpression or SyntaxKind.PreDecrementExpression or SyntaxKind.AddressOfExpression;
            case ArgumentSyntax { Parent: TupleExpressionSyntax tuple }:
                return IsTarget(tuple) || tuple.Parent is ForEachVariableStatementSyntax;
            case ArgumentSyntax argument:
                return argument.RefKindKeyword.ValueText is "ref" or "out";
            case ParenthesizedExpressionSyntax parenthesized:
                return IsTarget(parenthesized);
            case RefExpressionSyntax:
                return true;
            default:
                return false;
        }
    }
}
