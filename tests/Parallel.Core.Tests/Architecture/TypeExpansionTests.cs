using System.Reflection;
using FluentAssertions;

namespace ParallelCore.Tests.Architecture;

public sealed class TypeExpansionTests
{
    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>
    /// A compiler that keeps every member of each type that it meets (ahead of time, with the assembly rooted) never ends if a member leads from a type to the same
    /// one over a larger argument. Operators that do so are extensions, which are compiled where they are called.
    /// </summary>
    [Fact]
    public void Members_OfGenericTypes_NeverGiveTheSameTypeOfALargerOne()
    {
        IEnumerable<string> expanding =
            from type in typeof(ParallelRange).Assembly.GetTypes()
            where type.IsGenericTypeDefinition
            from method in type.GetMethods(All)
            where Mentions(method.ReturnType, type)
            select $"{type.Name}.{method.Name} gives {method.ReturnType}";

        expanding.Should().BeEmpty();
    }

    /// <summary>Whether <paramref name="given"/> holds <paramref name="definition"/> over a type that is made of its parameters.</summary>
    private static bool Mentions(Type given, Type definition) =>
        given.HasElementType ? Mentions(given.GetElementType()!, definition)
        : given.IsGenericType && (
            (given.GetGenericTypeDefinition() == definition && given.GetGenericArguments().Any(argument => !argument.IsGenericParameter && Holds(argument, definition)))
            || given.GetGenericArguments().Any(argument => Mentions(argument, definition)));

    private static bool Holds(Type type, Type definition) =>
        type.IsGenericParameter ? type.DeclaringType == definition && type.DeclaringMethod is null
        : type.HasElementType ? Holds(type.GetElementType()!, definition)
        : type.IsGenericType && type.GetGenericArguments().Any(argument => Holds(argument, definition));
}
