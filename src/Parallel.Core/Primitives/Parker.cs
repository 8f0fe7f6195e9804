using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace ParallelCore.Primitives;

/// <summary>The platform's cheapest way for one thread to sleep until another one wakes it.</summary>
/// <remarks>
/// Waking through the kernel's address-wait call costs the waker half of what an event or a monitor costs, and the sleeper
/// runs several times sooner.
/// </remarks>
internal abstract class Parker : IParker
{
    public static Parker Create()
    {
        if (OperatingSystem.IsLinux() && FutexParker.IsAvailable)
        {
            return new FutexParker();
        }

        return OperatingSystem.IsWindows() ? new WaitOnAddressParker() : new MonitorParker();
    }

    public abstract void Park();

    public abstract void ParkFor(int microseconds);

    public abstract void Unpark();
}

/// <summary>A binary semaphore that one thread sleeps on.</summary>
internal interface IParker
{
    /// <summary>Blocks until a token is there and consumes it. May return without one: callers re-check their condition in a loop.</summary>
    void Park();

    /// <summary>As <see cref="Park"/>, but not for longer than so many microseconds, as precisely as the platform's timers are.</summary>
    void ParkFor(int microseconds);

    /// <summary>Leaves a token and wakes the sleeper, if any. Tokens don't add up.</summary>
    void Unpark();
}

/// <summary>The token protocol shared by the parkers that sleep on the address of a word.</summary>
/// <remarks>
/// The word is Empty, Token or Parked. Only the sleeper moves it to Parked, by compare-and-swap from Empty, and the kernel sleeps only while it
/// still reads Parked; the waker's exchange leaves a token and asks the kernel only when it found Parked. So a token left
/// at any moment is never slept through.
/// </remarks>
internal abstract unsafe class AddressParker : Parker
{
    private const int Empty = 0;
    private const int Token = 1;
    private const int Parked = 2;

    /// <summary>No time-out, for <see cref="WaitWhileEqual"/>.</summary>
    protected const int Forever = -1;

    // Pinned for the parker's life, so that a waker may pass the address to the kernel at any time.
    private readonly int[] _word = GC.AllocateArray<int>(CachePad.Bytes / sizeof(int), pinned: true);

    private ref int Word => ref _word[_word.Length / 2];

    public sealed override void Park() => Park(Forever);

    public sealed override void ParkFor(int microseconds) => Park(microseconds);

    public sealed override void Unpark()
    {
        if (Interlocked.Exchange(ref Word, Token) == Parked)
        {
            WakeOne((int*)Unsafe.AsPointer(ref Word));
        }
    }

    /// <summary>Sleeps if the word still holds <paramref name="value"/>, for so many microseconds or <see cref="Forever"/>; may return early.</summary>
    protected abstract void WaitWhileEqual(int* address, int value, int microseconds);

    protected abstract void WakeOne(int* address);

    private void Park(int microseconds)
    {
        if (Interlocked.CompareExchange(ref Word, Empty, Token) == Token)
        {
            return;
        }

        if (Interlocked.CompareExchange(ref Word, Parked, Empty) == Empty)
        {
            do
            {
                WaitWhileEqual((int*)Unsafe.AsPointer(ref Word), Parked, microseconds);
            }
            while (microseconds == Forever && Volatile.Read(ref Word) == Parked);
        }

        Interlocked.Exchange(ref Word, Empty);
    }
}

/// <summary>Sleeps in Linux's futex call.</summary>
[SupportedOSPlatform("linux")]
internal sealed unsafe partial class FutexParker : AddressParker
{
    private const int WaitPrivate = 0 | 128;
    private const int WakePrivate = 1 | 128;

    /// <summary>The system call's number on this architecture; zero where we don't know it.</summary>
    private static readonly nint s_callNumber = RuntimeInformation.ProcessArchitecture switch
    {
        Architecture.X64 => 202,
        Architecture.Arm64 => 98,
        _ => 0,
    };

    /// <summary>False where the call is unknown or a sandbox forbids it.</summary>
    public static bool IsAvailable { get; } = Probe();

    protected override void WaitWhileEqual(int* address, int value, int microseconds)
    {
        TimeSpec timeout = new(microseconds / 1_000_000, microseconds % 1_000_000 * 1000);
        Call(s_callNumber, address, WaitPrivate, value, microseconds == Forever ? 0 : (nint)(&timeout), 0, 0);
    }

    protected override void WakeOne(int* address) => Call(s_callNumber, address, WakePrivate, 1, 0, 0, 0);

    private static bool Probe()
    {
        if (s_callNumber == 0)
        {
            return false;
        }

        try
        {
            int nobodyWaits = 0;
            return Call(s_callNumber, &nobodyWaits, WakePrivate, 1, 0, 0, 0) == 0;
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            return false;
        }
    }

    /// <summary>The kernel's structure on 64-bit architectures, the only ones that this parker serves.</summary>
    private readonly record struct TimeSpec(long Seconds, long Nanoseconds);

    [LibraryImport("libc", EntryPoint = "syscall")]
    private static partial nint Call(nint number, int* address, nint operation, nint value, nint timeout, nint address2, nint value3);
}

/// <summary>Sleeps in Windows' WaitOnAddress.</summary>
[SupportedOSPlatform("windows")]
internal sealed unsafe partial class WaitOnAddressParker : AddressParker
{
    private const string Library = "api-ms-win-core-synch-l1-2-0.dll";
    private const uint Infinite = uint.MaxValue;

    protected override void WaitWhileEqual(int* address, int value, int microseconds) =>
        WaitOnAddress(address, &value, sizeof(int), microseconds == Forever ? Infinite : (uint)Math.Max(1, microseconds / 1000));

    protected override void WakeOne(int* address) => WakeByAddressSingle(address);

    [LibraryImport(Library)]
    private static partial int WaitOnAddress(void* address, void* compareAddress, nuint addressSize, uint milliseconds);

    [LibraryImport(Library)]
    private static partial void WakeByAddressSingle(void* address);
}

/// <summary>Sleeps in a monitor: slower to wake, there on every platform.</summary>
internal sealed class MonitorParker : Parker
{
    private readonly object _gate = new();
    private bool _token;

    public override void Park() => Park(Timeout.Infinite);

    public override void ParkFor(int microseconds) => Park(Math.Max(1, microseconds / 1000));

    public override void Unpark()
    {
        bool wasInterrupted = false;
        while (!TryLeaveToken(ref wasInterrupted))
        {
        }

        if (wasInterrupted)
        {
            Thread.CurrentThread.Interrupt();
        }
    }

    private void Park(int milliseconds)
    {
        bool wasInterrupted = false;
        while (!TryTakeToken(milliseconds, ref wasInterrupted))
        {
        }

        if (wasInterrupted)
        {
            Thread.CurrentThread.Interrupt();
        }
    }

    /// <summary>False when the thread was interrupted: the interrupt is kept for the caller's next wait of its own.</summary>
    private bool TryTakeToken(int milliseconds, ref bool wasInterrupted)
    {
        try
        {
            lock (_gate)
            {
                while (!_token && Monitor.Wait(_gate, milliseconds))
                {
                }

                _token = false;
                return true;
            }
        }
        catch (ThreadInterruptedException)
        {
            wasInterrupted = true;
            return false;
        }
    }

    private bool TryLeaveToken(ref bool wasInterrupted)
    {
        try
        {
            lock (_gate)
            {
                _token = true;
                Monitor.Pulse(_gate);
                return true;
            }
        }
        catch (ThreadInterruptedException)
        {
            wasInterrupted = true;
            return false;
        }
    }
}
