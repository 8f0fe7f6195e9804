#if !NET9_0_OR_GREATER
namespace System.Runtime.CompilerServices;

/// <summary>For targets whose own library lacks it: compilers know the attribute by its name.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Constructor | AttributeTargets.Property, Inherited = false)]
internal sealed class OverloadResolutionPriorityAttribute(int priority) : Attribute
{
    public int Priority { get; } = priority;
}
#endif
