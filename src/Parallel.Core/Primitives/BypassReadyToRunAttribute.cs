namespace System.Runtime;

/// <summary>Leaves a method to the JIT: the ReadyToRun images in the package don't contain it, nor do they inline it.</summary>
/// <remarks>
/// For a loop that calls a delegate. The JIT replaces such a loop while it runs by a copy that inlines the delegate; precompiled, it would run as it is until
/// it ends, and only later calls would be better. The ReadyToRun compiler knows the attribute by its namespace and name, whichever assembly defines it. It
/// doesn't look into a marked method either, so a generic method that nothing else calls isn't precompiled for the type arguments that it has there.
/// </remarks>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
internal sealed class BypassReadyToRunAttribute : Attribute;
