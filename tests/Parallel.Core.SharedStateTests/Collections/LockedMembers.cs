using System.Linq.Expressions;
using System.Reflection;

namespace ParallelCore.Tests.Collections;

/// <summary>Every member of a synchronized collection, explicit interface members included, with arguments made up by type.</summary>
internal static class LockedMembers
{
    /// <summary>What never changes, and so needs no lock.</summary>
    private static readonly string[] Constants = ["Comparer", "IsReadOnly", "IsFixedSize", "IsSynchronized", "SyncRoot"];

    public static IEnumerable<string> Of(Type type) => Find(type).Select(method => method.ToString()!);

    /// <summary>Whether the member waits while another thread, the caller's, is under the lock.</summary>
    public static bool Waits(object collection, string member, Action<Action> underLock)
    {
        MethodInfo method = Find(collection.GetType()).Single(method => method.ToString() == member);
        if (method.IsGenericMethodDefinition)
            method = method.MakeGenericMethod([.. method.GetGenericArguments().Select(_ => typeof(string))]);
        object?[] arguments = [.. method.GetParameters().Select(parameter => Make(parameter.ParameterType))];
        Call(); // once before, so that the thread below waits for nothing but the lock

        bool returned = false;
        var thread = new Thread(() =>
        {
            Call();
            Volatile.Write(ref returned, true);
        }) { IsBackground = true };
        bool waited = false;
        underLock(() =>
        {
            thread.Start();
            SpinWait.SpinUntil(() => Volatile.Read(ref returned) || thread.ThreadState.HasFlag(ThreadState.WaitSleepJoin));
            waited = !Volatile.Read(ref returned);
        });
        thread.Join();
        return waited;

        void Call()
        {
            try
            {
                method.Invoke(collection, [.. arguments]);
            }
            catch (TargetInvocationException)
            {
                // A wrong position, a missing key: where it throws doesn't matter, only whether it waited before.
            }
        }
    }

    private static IEnumerable<MethodInfo> Find(Type type) =>
        type.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
            .Where(method => method.IsPublic || method.IsVirtual)
            .Where(method => !Constants.Contains(method.Name.Split('.')[^1].Replace("get_", "")));

    private static object? Make(Type type)
    {
        if (type == typeof(string) || type == typeof(object))
            return "a";
        if (type.IsArray || type == typeof(Array))
            return Array.CreateInstance(type.GetElementType() ?? typeof(string), 8);
        if (typeof(Delegate).IsAssignableFrom(type))
            return MakeDelegate(type);
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IEnumerable<>))
            return Array.CreateInstance(type.GetGenericArguments()[0], 0);
        return type is { IsValueType: true, IsByRef: false } ? Activator.CreateInstance(type) : null;
    }

    private static Delegate MakeDelegate(Type type)
    {
        MethodInfo invoke = type.GetMethod("Invoke")!;
        return Expression.Lambda(type, Expression.Default(invoke.ReturnType), invoke.GetParameters().Select(parameter => Expression.Parameter(parameter.ParameterType)))
            .Compile();
    }
}
