using System.Runtime.CompilerServices;

namespace ParallelCore.Loops;

/// <summary>Gives different call sites different copies of a loop that calls a delegate.</summary>
/// <remarks>
/// The JIT compiler inlines the one delegate that it has mostly seen in a loop. A library's loop sees everybody's, so that only the first of a program would be
/// inlined, and an indirect call costs several times as much as a short delegate does. A type parameter that is nothing but a name makes copies, each with a
/// profile of its own; which one a call site uses depends on its key. There are few, and the runtime makes only those that are used; code that was compiled
/// ahead of time has no profiles, and one copy.
/// </remarks>
internal static class Shards
{
    private const int Bits = 3;

    /// <summary>Calls <see cref="IShardUser{TResult}.Use"/> with the shard of a key.</summary>
    public static TResult Pick<TUser, TResult>(int key, TUser user)
        where TUser : struct, IShardUser<TResult>
    {
        if (!RuntimeFeature.IsDynamicCodeCompiled)
        {
            return user.Use<Shard0>();
        }

        return ((uint)(key * -1640531527) >> (32 - Bits)) switch
        {
            1 => user.Use<Shard1>(),
            2 => user.Use<Shard2>(),
            3 => user.Use<Shard3>(),
            4 => user.Use<Shard4>(),
            5 => user.Use<Shard5>(),
            6 => user.Use<Shard6>(),
            7 => user.Use<Shard7>(),
            _ => user.Use<Shard0>(),
        };
    }

    public readonly struct Shard0;

    public readonly struct Shard1;

    public readonly struct Shard2;

    public readonly struct Shard3;

    public readonly struct Shard4;

    public readonly struct Shard5;

    public readonly struct Shard6;

    public readonly struct Shard7;
}

/// <summary>Makes something of one shard; see <see cref="Shards"/>.</summary>
internal interface IShardUser<out TResult>
{
    TResult Use<TShard>()
        where TShard : struct;
}
