namespace ParallelCore.Tests.Docs;

/// <summary>Fails without having forked.</summary>
internal readonly struct ThrowingBody : IForkBody<int, int>
{
    public int Invoke(ForkContext context, int state) => throw new InvalidOperationException("as it is");
}
