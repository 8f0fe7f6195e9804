namespace ParallelCore.Tests.Collections;

/// <summary>The kinds of buffer that tests of what they share run over.</summary>
public enum BufferForm
{
    Fifo,
    Lifo,
    Priority,
}
