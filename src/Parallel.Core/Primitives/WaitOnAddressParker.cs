using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace ParallelCore.Primitives;

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
