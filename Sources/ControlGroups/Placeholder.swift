/// The control group library.
public enum ControlGroupsVersion {}
