using FluentAssertions;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ParallelCore.Analyzers.Bodies;
using ParallelCore.AnalyzerTests.Loops;

namespace ParallelCore.AnalyzerTests;

/// <summary>Which calls are bound to find out whether they run bodies in parallel: a program has many, and a name tells most of them apart.</summary>
public sealed class EntryPointTests
{
    private static readonly Lazy<EntryPoints> s_entryPoints = new(static () => Of(TwoForms.Compile("class Empty { }")));

    [Theory]
    [InlineData("Parallel.For(0, 9, body)", true)]
    [InlineData("For(0, 9, body)", true)]
    [InlineData("ParallelRange.Run(0, 9, body)", true)]
    [InlineData("query.ForAll(body)", true)]
    [InlineData("query.Aggregate<int>(sum)", true)]
    [InlineData("a.Math.Max(x)", true)]
    [InlineData("a[0].Max(x)", true)]
    [InlineData("list.Add(1)", false)]
    [InlineData("body(1)", false)]
    [InlineData("bodies[0](1)", false)]
    [InlineData("Math.Max(1, 2)", false)]
    [InlineData("MathF.Max(1, 2)", false)]
    [InlineData("int.Max(1, 2)", false)]
    [InlineData("string.Concat(a, b)", false)]
    public void MayBe_ACall_IsTrueForNamesOfParallelCalls(string call, bool maybe) =>
        s_entryPoints.Value.MayBe((InvocationExpressionSyntax)SyntaxFactory.ParseExpression(call)).Should().Be(maybe);

    [Fact]
    public void MayBe_WithoutTheLibrary_IsTrueForNamesOfTheRuntimesCalls()
    {
        EntryPoints runtimes = Of(TwoForms.Compile("class Empty { }", outOfOrder: true));
        runtimes.MayBe((InvocationExpressionSyntax)SyntaxFactory.ParseExpression("query.ForAll(body)")).Should().BeTrue();
        runtimes.MayBe((InvocationExpressionSyntax)SyntaxFactory.ParseExpression("Parallel.ForEachAsync(a, body)")).Should().BeTrue();
    }

    [Fact]
    public void MayBe_ACallBehindAQuestionMark_IsTrueForNamesOfParallelCalls() =>
        SyntaxFactory.ParseExpression("query?.ForAll(body)").DescendantNodes().OfType<InvocationExpressionSyntax>().Should().ContainSingle().Which.Should().Match<InvocationExpressionSyntax>(static call => s_entryPoints.Value.MayBe(call));

    private static EntryPoints Of(CSharpCompilation compilation) => new(compilation, new CodeOfMethods(compilation));
}
