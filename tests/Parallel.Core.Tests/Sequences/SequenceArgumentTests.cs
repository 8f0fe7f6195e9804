using System.Linq.Expressions;
using System.Reflection;
using FluentAssertions;
using Microsoft.Extensions.ObjectPool;
using ParallelCore.Tests.Scheduling;

namespace ParallelCore.Tests.Sequences;

/// <summary>Each public member refuses null, at once and by the parameter's name.</summary>
public sealed class SequenceArgumentTests
{
    private static readonly NullabilityInfoContext s_nullability = new();

    [Theory]
    [InlineData(typeof(ParallelSequence<int>))]
    [InlineData(typeof(ParallelSequence<int, object>))]
    [InlineData(typeof(ParallelSequenceExtensions))]
    [InlineData(typeof(ParallelRange))]
    public void Member_GivenNull_NamesTheParameter(Type type)
    {
        int checkedParameters = 0;
        foreach (MethodInfo method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
        {
            if (type == typeof(ParallelRange) && method.Name is not ("Over" or "Lines" or "From" or "Grid"))
                continue;
            if (Closed(method) is not { } closed)
                continue;
            ParameterInfo[] parameters = closed.GetParameters();
            for (int i = 0; i < parameters.Length; i++)
            {
                Type parameterType = parameters[i].ParameterType;
                if (parameterType.IsValueType || parameterType.IsByRef || parameters[i].HasDefaultValue || method.GetParameters()[i].ParameterType.IsGenericParameter
                    || s_nullability.Create(method.GetParameters()[i]).WriteState == NullabilityState.Nullable)
                    continue;
                object?[] arguments = [.. parameters.Select((parameter, at) => at == i ? null : Valid(parameter.ParameterType))];
                TargetInvocationException e = FluentActions.Invoking(() => closed.Invoke(closed.IsStatic ? null : Valid(type), arguments))
                    .Should().Throw<TargetInvocationException>("{0} takes no null for {1}", method, parameters[i].Name).Which;
                e.InnerException.Should().BeOfType<ArgumentNullException>("{0}", method).Which.ParamName.Should().Be(parameters[i].Name, "{0}", method);
                checkedParameters++;
            }
        }

        checkedParameters.Should().BeGreaterThan(1);
    }

    [Fact]
    public void From_StartsAboveItsEnd_IsEmpty()
    {
        ParallelRange.From(1, 0).ToArray().Should().BeEmpty();
        ParallelRange.From(int.MaxValue, int.MinValue).Count().Should().Be(0);
        ParallelRange.From(long.MaxValue, long.MinValue).Sum().Should().Be(0);
    }

    [Fact]
    public void Member_GivenANumberOutOfRange_NamesTheParameter()
    {
        ParallelSequence<int> items = ParallelRange.From(0, 10);
        (Action Call, string Parameter)[] calls = [
            (() => items.WithMaxWorkers(0), "maxWorkers"), (() => items.Chunk(0), "size"), (() => items.Window(0), "size"), (() => items.Histogram(0, static item => item), "bins"),
            (() => ParallelRange.From(long.MinValue, long.MaxValue), "to"),
            (() => ParallelRange.Grid(-1, 1), "rows"), (() => ParallelRange.Grid(1, -1), "columns"),
            (() => items.WithMaxWorkers(-2), "maxWorkers")];
        foreach ((Action call, string parameter) in calls)
            call.Should().Throw<ArgumentOutOfRangeException>().WithParameterName(parameter);
    }

    private static MethodInfo? Closed(MethodInfo method)
    {
        if (!method.IsGenericMethodDefinition)
            return method;
        Type[] arguments = [.. method.GetGenericArguments().Select(static argument => argument.Name == "TLocal" ? typeof(object) : typeof(int))];
        try
        {
            return method.MakeGenericMethod(arguments);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static object? Valid(Type type)
    {
        if (type.IsByRef)
            return null;
        if (typeof(Delegate).IsAssignableFrom(type))
        {
            MethodInfo invoke = type.GetMethod("Invoke")!;
            return Expression.Lambda(type, Expression.Default(invoke.ReturnType), invoke.GetParameters().Select(static p => Expression.Parameter(p.ParameterType))).Compile();
        }

        if (type == typeof(ParallelSequence<int, object>))
            return ParallelRange.From(0, 10).WithLocal(static () => new object());
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ParallelSequence<>))
        {
            return typeof(ParallelRange).GetMethods().First(static m => m.Name == "Over" && m.GetParameters()[0].ParameterType.IsInterface).MakeGenericMethod(type.GetGenericArguments())
                .Invoke(null, [Array.CreateInstance(type.GetGenericArguments()[0], 3), null, 0]);
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IEnumerable<>))
            return Array.CreateInstance(type.GetGenericArguments()[0], 3);
        if (type == typeof(ParallelCore.Scheduling.WorkStealingScheduler))
            return Schedulers.Of(2);
        if (type == typeof(ObjectPool<object>))
            return new DefaultObjectPool<object>(new DefaultPooledObjectPolicy<object>());
        return type == typeof(int) ? 1 : type.IsValueType ? Activator.CreateInstance(type) : null;
    }
}
