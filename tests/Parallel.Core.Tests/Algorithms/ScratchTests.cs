using System.Buffers;
using FluentAssertions;
using ParallelCore.Algorithms;
using ParallelCore.Tests.Scheduling;

namespace ParallelCore.Tests.Algorithms;

public sealed class ScratchTests
{
    [Fact]
    public void Dispose_OfReferences_LeavesNoneInThePool() => Threads.RunOnce(static () =>
    {
        using (var scratch = new Scratch<Uri>(20))
            scratch.Span.Fill(new Uri("mailto:a@b.c"));
        ArrayPool<Uri>.Shared.Rent(20).Should().OnlyContain(item => item == null);
    });
}
