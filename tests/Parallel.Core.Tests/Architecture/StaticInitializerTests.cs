using System.Reflection;
using FluentAssertions;

namespace ParallelCore.Tests.Architecture;

/// <summary>
/// A static constructor that finds no memory fails for good: each later use of its class fails, too. The compiler gives one to the class that keeps a method's lambdas,
/// and the first use of it may be the first failure of a body, when memory is full. What the engine hands over are methods: the compiler keeps these without a constructor.
/// </summary>
public sealed class StaticInitializerTests
{
    private static readonly string[] s_engine = ["Scheduling", "Loops", "Forks", "Primitives"];

    [Fact]
    public void Engine_Always_KeepsNoLambdaInAClassThatIsInitialized() =>
        typeof(ParallelRange).Assembly.GetTypes().Where(IsOfEngine).SelectMany(static type => type.GetNestedTypes(BindingFlags.NonPublic)).Where(KeepsLambdas).Should().BeEmpty();

    [Fact]
    public void KeepsLambdas_OfThisClass_IsTrue() => typeof(StaticInitializerTests).GetNestedTypes(BindingFlags.NonPublic).Where(KeepsLambdas).Should().ContainSingle();

    private static bool IsOfEngine(Type type) => s_engine.Contains(SourceFolders.Of(type.Namespace ?? "", type.Name));

    private static bool KeepsLambdas(Type nested) => nested.Name.StartsWith("<>c", StringComparison.Ordinal) && nested.TypeInitializer is not null;
}
