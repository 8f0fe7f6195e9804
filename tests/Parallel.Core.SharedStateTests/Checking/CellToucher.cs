using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;

namespace ParallelCore.ModelTests.Checking;

/// <summary>Creates the variables of all cells that the bodies of a scenario have captured, in an order that is the same in every execution.</summary>
/// <remarks>
/// A cell creates its variable when it is first touched. Left to the threads, that would number the variables as the interleaving has it,
/// and equal states would look different. Cells that the walk does not reach (in a collection, or created by a body) are still right, only slower.
/// </remarks>
internal static class CellToucher
{
    private const BindingFlags InstanceFields = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly ConcurrentDictionary<Type, Action<object, HashSet<object>>?> s_visitors = new();
    private static readonly MethodInfo s_visit = ((Action<object?, HashSet<object>>)Visit).Method;

    public static void Touch(Scenario scenario, HashSet<object> visited)
    {
        visited.Clear();
        foreach (KeyValuePair<string, Action> thread in scenario.Threads)
            Visit(thread.Value.Target, visited);
    }

    /// <summary>Whether objects of the type may lead to cells.</summary>
    public static bool IsWalked(Type type)
    {
        if (type.IsArray)
            return type.GetArrayRank() == 1 && IsWalked(type.GetElementType()!);
        if (type.IsPrimitive || type.IsEnum || type.IsPointer || type.IsByRef || type.IsByRefLike || type == typeof(string))
            return false;
        if (type == typeof(ModelCell) || type == typeof(ModelParker) || type == typeof(object) || type.IsInterface || typeof(Delegate).IsAssignableFrom(type))
            return true;
        if (type == typeof(ModelScheduler) || type == typeof(ModelVariable) || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ModelPlain<>)))
            return false;
        return type.Namespace is not { } name || (name != nameof(System) && !name.StartsWith("System.", StringComparison.Ordinal) && !name.StartsWith("Xunit", StringComparison.Ordinal));
    }

    private static void Visit(object? target, HashSet<object> visited)
    {
        while (target is Delegate captured)
            target = captured.Target;
        if (target is null || !visited.Add(target))
            return;
        s_visitors.GetOrAdd(target.GetType(), static type => Compile(type))?.Invoke(target, visited);
    }

    private static Action<object, HashSet<object>>? Compile(Type type)
    {
        // A boxed struct is a copy of the cells: to touch it would be of no use.
        if (type == typeof(object) || type.IsValueType || !IsWalked(type))
            return null;
        ParameterExpression target = Expression.Parameter(typeof(object));
        ParameterExpression visited = Expression.Parameter(typeof(HashSet<object>));
        ParameterExpression typed = Expression.Variable(type);
        List<Expression> body = [Expression.Assign(typed, Expression.Convert(target, type))];
        AddContents(body, typed, visited);
        body.Add(Expression.Empty());
        return body.Count == 2 ? null : Expression.Lambda<Action<object, HashSet<object>>>(Expression.Block([typed], body), target, visited).Compile();
    }

    private static void AddContents(List<Expression> body, Expression place, Expression visited)
    {
        if (place.Type.IsArray)
        {
            AddElements(body, place, visited);
            return;
        }
        for (Type? declaring = place.Type; declaring is not null && declaring != typeof(object) && declaring != typeof(ValueType); declaring = declaring.BaseType)
        {
            foreach (FieldInfo field in declaring.GetFields(InstanceFields))
            {
                // A readonly struct can only be reached as a copy.
                if (!(field.IsInitOnly && field.FieldType.IsValueType) && IsWalked(field.FieldType))
                    AddPlace(body, Expression.Field(place, field), visited);
            }
        }
    }

    private static void AddElements(List<Expression> body, Expression array, Expression visited)
    {
        ParameterExpression index = Expression.Variable(typeof(int));
        LabelTarget end = Expression.Label();
        List<Expression> element = [];
        AddPlace(element, Expression.ArrayAccess(array, index), visited);
        if (element.Count == 0)
            return;
        element.Insert(0, Expression.IfThen(Expression.Equal(index, Expression.ArrayLength(array)), Expression.Break(end)));
        element.Add(Expression.PreIncrementAssign(index));
        body.Add(Expression.Block([index], Expression.Assign(index, Expression.Constant(0)), Expression.Loop(Expression.Block(element), end)));
    }

    private static void AddPlace(List<Expression> body, Expression place, Expression visited)
    {
        if (place.Type == typeof(ModelCell) || place.Type == typeof(ModelParker))
            body.Add(Expression.Call(place, place.Type.GetMethod(nameof(ModelCell.Touch), BindingFlags.Instance | BindingFlags.NonPublic)!));
        else if (place.Type.IsValueType)
            AddContents(body, place, visited);
        else
            body.Add(Expression.Call(s_visit, Expression.Convert(place, typeof(object)), visited));
    }
}
