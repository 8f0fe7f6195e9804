namespace ParallelCore.Tests.Architecture.Samples.Lower;

[AttributeUsage(AttributeTargets.Class)]
internal sealed class LowerAttribute : Attribute;
