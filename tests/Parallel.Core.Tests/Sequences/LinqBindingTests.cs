using System.Reflection;
using System.Runtime.CompilerServices;
using FluentAssertions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ParallelCore.Tests.Docs;

namespace ParallelCore.Tests.Sequences;

/// <summary>A sequence is an enumerable, so a missing overload would compile, and run on one core: each call that LINQ's overloads allow is compiled, and must be ours.</summary>
public sealed class LinqBindingTests
{
    /// <summary>Names that stay LINQ's.</summary>
    private static readonly string[] s_linqs = ["AsEnumerable", "TryGetNonEnumeratedCount"];

    [Theory]
    [InlineData(LanguageVersion.CSharp12)]
    [InlineData(LanguageVersion.CSharp13)]
    [InlineData(LanguageVersion.CSharp14)]
    public void EveryOverloadOfEnumerable_CalledOnASequence_IsOurs(LanguageVersion version)
    {
        MethodInfo[] methods = [.. typeof(Enumerable).GetMethods(BindingFlags.Public | BindingFlags.Static).Where(static method => method.IsDefined(typeof(ExtensionAttribute)) && !s_linqs.Contains(method.Name))];
        methods.Length.Should().BeGreaterThan(200);
        string[] calls = [.. methods.Select(Call)];
        var tree = CSharpSyntaxTree.ParseText(
            $"using System.Linq; using ParallelCore; public static class Calls {{ public static void All() {{ {string.Concat(calls.Select(static call => $"_ = {call};\n"))} }} }}", new CSharpParseOptions(version));
        var compilation = CSharpCompilation.Create(
            "Calls",
            [tree],
            SnippetCompiler.References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        SemanticModel model = compilation.GetSemanticModel(tree);
        InvocationExpressionSyntax[] invocations = [.. tree.GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>()];
        invocations.Should().HaveCount(calls.Length);
        string[] others = [.. invocations.Zip(calls).Where(pair => model.GetSymbolInfo(pair.First).Symbol?.ContainingAssembly.Name != typeof(ParallelRange).Assembly.GetName().Name)
            .Select(pair => $"{pair.Second} is {model.GetSymbolInfo(pair.First).Symbol?.ToDisplayString() ?? "ambiguous or unknown: " + string.Join(" | ", model.GetSymbolInfo(pair.First).CandidateSymbols)}")];
        others.Should().BeEmpty();
    }

    private static string Call(MethodInfo method)
    {
        ParameterInfo[] parameters = method.GetParameters();
        Type first = parameters[0].ParameterType;
        string item = first.IsArray || !first.IsGenericType ? "int" : Name(first.GetGenericArguments()[0]);
        string receiver = first.Name.StartsWith("IOrdered", StringComparison.Ordinal) ? "OrderedParallelSequence" : "ParallelSequence";
        string typeArguments = first.IsArray || first.IsGenericType ? "" : "<int>";
        return $"default({receiver}<{item}>)!.{method.Name}{typeArguments}({string.Join(", ", parameters.Skip(1).Select(static parameter => $"default({Name(parameter.ParameterType)})!"))})";
    }

    /// <summary>As C# writes it; every type that is open is an int.</summary>
    private static string Name(Type type)
    {
        if (type.IsGenericParameter)
            return "int";
        if (type.IsArray)
            return Name(type.GetElementType()!) + "[]";
        if (!type.IsGenericType)
            return type.FullName!;
        string name = type.FullName ?? $"{type.Namespace}.{type.Name}";
        return $"{name[..name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>";
    }
}
