using System.Runtime.CompilerServices;

namespace ParallelCore.Tests.Scheduling.Isolation;

/// <summary>Takes all memory that the collector may use, so that the next allocation fails, whatever its size and on whichever thread. For a process of its own.</summary>
internal static class Ballast
{
    /// <summary>Such a process has little memory, so that it is soon full, and no thread that collects meanwhile.</summary>
    public static readonly (string Name, string Value)[] Limits = [("DOTNET_GCHeapHardLimit", "0x4000000"), ("DOTNET_gcConcurrent", "0")];

    private const int LargestPiece = 1 << 20;
    private const int SmallestPiece = 32;

    /// <summary>The collector may find some memory after it has said that there is none.</summary>
    private const int PassesInVain = 4;

    private static readonly object?[] s_pieces = new object?[100_000];
    private static int s_count;
    private static Link? s_links;

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Fill()
    {
        for (int inVain = 0; inVain < PassesInVain; inVain++)
        {
            for (int size = LargestPiece; size >= SmallestPiece; size /= 4)
            {
                while (TryTake(size))
                    inVain = 0;
            }

            while (TryTake())
                inVain = 0;
        }
    }

    public static void Free()
    {
        Array.Clear(s_pieces);
        s_count = 0;
        s_links = null;
        GC.Collect();
    }

    private static bool TryTake(int size)
    {
        try
        {
            s_pieces[s_count] = new byte[size];
            s_count++;
            return true;
        }
        catch (OutOfMemoryException)
        {
            return false;
        }
    }

    /// <summary>What a piece has left over, objects without content fill.</summary>
    private static bool TryTake()
    {
        try
        {
            s_links = new Link(s_links);
            return true;
        }
        catch (OutOfMemoryException)
        {
            return false;
        }
    }

    private sealed class Link(Link? next)
    {
        public readonly Link? Next = next;
    }
}
