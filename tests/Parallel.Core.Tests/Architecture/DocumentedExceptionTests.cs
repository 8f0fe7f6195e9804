using FluentAssertions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ParallelCore.Tests.Docs;

namespace ParallelCore.Tests.Architecture;

/// <summary>What a public member itself throws, its documentation names. What it calls is beyond this reading.</summary>
public sealed class DocumentedExceptionTests
{
    private const string Helper = "ThrowIf";

    [Fact]
    public void PublicMembers_ThatThrow_NameTheException()
    {
        MemberDeclarationSyntax[] members = [.. Sources().SelectMany(PublicMembers)];
        members.SelectMany(Thrown).Should().HaveCountGreaterThan(300, "otherwise nothing was read");
        members.SelectMany(Unnamed).Should().BeEmpty();
    }

    [Theory]
    [InlineData("public void M(object o) { ArgumentNullException.ThrowIfNull(o); }", "ArgumentNullException")]
    [InlineData("public void M(int i) => ArgumentOutOfRangeException.ThrowIfNegative(i);", "ArgumentOutOfRangeException")]
    [InlineData("public int P { set { if (value < 0) throw new ArgumentException(); } }", "ArgumentException")]
    [InlineData("/// <exception cref=\"ArgumentException\">Always.</exception>\npublic void M() => throw new ArgumentNullException();", "ArgumentNullException")]
    [InlineData("/// <exception cref=\"ArgumentNullException\">Always.</exception>\npublic void M() => throw new ArgumentNullException();", null)]
    [InlineData("/// <inheritdoc/>\npublic void M() => throw new ArgumentNullException();", null)]
    [InlineData("public Action M() => () => throw new ArgumentNullException();", null)]
    [InlineData("internal void M() => throw new ArgumentNullException();", null)]
    public void Unnamed_OfAMember_IsFound(string member, string? exception) =>
        PublicMembers(CSharpSyntaxTree.ParseText($"public class C\n{{\n{member}\n}}")).SelectMany(Unnamed).Select(found => found.Split(' ')[^1]).Should().Equal(exception is null ? [] : [exception]);

    private static IEnumerable<SyntaxTree> Sources()
    {
        string source = Path.Combine(MarkdownDocument.RepositoryRoot, "src", "Parallel.Core");
        string[] built = [Path.Combine(source, "bin"), Path.Combine(source, "obj")];
        return Directory.EnumerateFiles(source, "*.cs", SearchOption.AllDirectories)
            .Where(file => !built.Any(folder => file.StartsWith(folder, StringComparison.Ordinal)))
            .Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), path: Path.GetRelativePath(source, file)));
    }

    /// <summary>Those of public types; of properties and events, all of their accessors at once.</summary>
    private static IEnumerable<MemberDeclarationSyntax> PublicMembers(SyntaxTree tree) => tree.GetRoot().DescendantNodes().OfType<MemberDeclarationSyntax>()
        .Where(member => member is BaseMethodDeclarationSyntax or BasePropertyDeclarationSyntax && member.AncestorsAndSelf().OfType<MemberDeclarationSyntax>().All(IsPublic));

    private static bool IsPublic(MemberDeclarationSyntax member) => member is BaseNamespaceDeclarationSyntax || member.Modifiers.Any(SyntaxKind.PublicKeyword);

    private static IEnumerable<string> Unnamed(MemberDeclarationSyntax member)
    {
        string documentation = member.GetLeadingTrivia().ToFullString();
        return documentation.Contains("<inheritdoc", StringComparison.Ordinal)
            ? []
            : Thrown(member).Where(exception => !documentation.Contains($"<exception cref=\"{exception}\"", StringComparison.Ordinal)).Select(exception => $"{member.GetLocation().GetLineSpan()} {exception}");
    }

    /// <summary>Not what lambdas and local functions throw, which may run later or never.</summary>
    private static IEnumerable<string> Thrown(MemberDeclarationSyntax member) =>
        member.DescendantNodes(static node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)).Select(ThrownBy).OfType<string>().Distinct();

    private static string? ThrownBy(SyntaxNode node) => node switch
    {
        ThrowStatementSyntax { Expression: ObjectCreationExpressionSyntax created } => created.Type.ToString(),
        ThrowExpressionSyntax { Expression: ObjectCreationExpressionSyntax created } => created.Type.ToString(),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax type } called }
            when called.Name.Identifier.Text.StartsWith(Helper, StringComparison.Ordinal) && type.ToString().EndsWith("Exception", StringComparison.Ordinal) => type.ToString(),
        _ => null,
    };
}
